// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

const part = id => document.getElementById(id);
const FACES = ['#c2574b', '#b0702a', '#6a8f2f', '#2f8f74', '#2f7fc2', '#7a5fc2', '#b8508f'];
const MAX_CALLS = 60;
const MAX_MESSAGES = 400;

let bots = [];
let bot = null;
let person = null;
let typing = 0;
let noticing = 0;
let people = remembered('people', [{ id: 1001, name: 'Ada' }, { id: 1002, name: 'Grace' }]);

function remembered(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing shows the usual people again next time
  }
}

async function ask(path, body) {
  const answer = await fetch(path, body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(json.error ?? answer.statusText);
  }
  return json;
}

function make(tag, text, cls) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  return made;
}

function face(element, name, id) {
  element.textContent = [...name][0]?.toUpperCase() ?? '?';
  element.style.background = FACES[Math.abs(id) % FACES.length];
  return element;
}

function notice(text) {
  const box = part('notice');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(noticing);
  noticing = setTimeout(() => { box.hidden = true; }, 5000);
}

async function loadBots() {
  bots = (await ask('sim/bots')).bots;
  const before = bot?.id ?? Number(remembered('bot', 0));
  bot = bots.find(it => it.id === before) ?? bots[0] ?? null;
  part('bots').replaceChildren(...bots.map(it => {
    const option = make('option', `${it.name} (@${it.username})`);
    option.value = it.id;
    option.selected = it.id === bot?.id;
    return option;
  }));
  part('title').textContent = bot ? bot.name : 'No bot yet';
  face(part('face'), bot ? bot.name : '?', bot?.id ?? 0);
  if (!bot) notice(`No bot has called yet. Start one with TELEGRAM_API_URL=${location.origin}`);
  for (const chat of bot?.chats ?? []) {
    if (chat > 0 && people.length < 50 && !people.some(it => it.id === chat)) {
      people.push({ id: chat, name: `User ${chat}` });
    }
  }
  showPeople();
}

function showPeople() {
  person = people.find(it => it.id === person?.id) ?? people.find(it => it.id === Number(remembered('person', 0))) ?? people[0];
  part('people').replaceChildren(...people.map(it => {
    const button = make('button');
    button.type = 'button';
    button.setAttribute('aria-pressed', it.id === person.id);
    const words = make('span', it.name);
    words.append(make('small', `id ${it.id}`));
    button.append(face(make('span', '', 'face'), it.name, it.id), words);
    button.addEventListener('click', () => { person = it; remember('person', it.id); showPeople(); loadMessages(); });
    const item = make('li');
    item.append(button);
    return item;
  }));
}

async function loadMessages() {
  part('messages').replaceChildren();
  if (!bot || !person) return;
  const { messages } = await ask(`sim/chats/${person.id}/messages?bot=${bot.id}`);
  part('messages').replaceChildren(...messages.map(shown));
  toEnd();
}

function toEnd() {
  part('messages').scrollTop = part('messages').scrollHeight;
}

function marked(message) {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const nodes = [];
  let at = 0;
  for (const entity of entities) {
    if (entity.offset < at) continue;
    nodes.push(text.slice(at, entity.offset));
    const piece = text.slice(entity.offset, entity.offset + entity.length);
    if (entity.type === 'bot_command') {
      const button = make('button', piece);
      button.type = 'button';
      button.addEventListener('click', () => say(piece));
      nodes.push(button);
    } else {
      nodes.push(make({ bold: 'b', italic: 'i', code: 'code', pre: 'code', underline: 'u' }[entity.type] ?? 'span', piece));
    }
    at = entity.offset + entity.length;
  }
  nodes.push(text.slice(at));
  return nodes;
}

const MEDIA = ['photo', 'audio', 'document', 'video', 'animation', 'voice', 'video_note', 'sticker', 'location', 'venue', 'contact', 'poll', 'dice', 'invoice', 'game', 'paid_media', 'checklist'];

function shown(message) {
  const item = make('article', undefined, message.from?.id === bot?.id ? 'message' : 'message mine');
  item.dataset.id = message.message_id;
  const bubble = make('div', undefined, 'bubble');
  const media = MEDIA.find(it => it in message);
  if (media) {
    const more = message[media].title ?? message[media].question ?? message[media].emoji ?? '';
    bubble.append(make('span', `[${media.replace('_', ' ')}] ${more}`, 'media'));
  }
  bubble.append(...marked(message));
  const clock = new Date(message.date * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const time = make('time', (message.edit_date ? 'edited ' : '') + clock);
  time.dateTime = new Date(message.date * 1000).toISOString();
  bubble.append(time);
  item.append(bubble);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) {
    const keys = make('div', undefined, 'keys');
    keys.append(...rows.map(row => {
      const line = make('div');
      line.append(...row.map(key => button(message, key)));
      return line;
    }));
    item.append(keys);
  }
  return item;
}

function button(message, key) {
  const made = make('button', key.text);
  made.type = 'button';
  made.addEventListener('click', () => {
    if (!key.callback_data) {
      notice(key.url ?? 'This kind of button does nothing here');
      return;
    }
    ask(`sim/bots/${bot.id}/callbacks`, { chat: person.id, message_id: message.message_id, data: key.callback_data, user: who() })
      .catch(e => notice(e.message));
  });
  return made;
}

function who() {
  return { first_name: person.name, is_bot: false };
}

async function say(text) {
  if (!bot) {
    notice(`No bot has called yet. Start one with TELEGRAM_API_URL=${location.origin}`);
    return;
  }
  try {
    await ask(`sim/bots/${bot.id}/messages`, { chat: person.id, text, user: who() });
  } catch (e) {
    notice(e.message);
  }
}

function state(text) {
  part('state').textContent = text;
}

function happened({ type, bot: from, chat, what }) {
  if (type === 'call') logCall(from, what);
  if (!bots.some(it => it.id === from)) {
    loadBots().then(loadMessages);
    return;
  }
  if (from !== bot?.id) return;
  if (type === 'commands') { bot.commands = what.commands; return; }
  if (type === 'answer') {
    if (what.text) notice(what.text);
    return;
  }
  if (chat !== person?.id) return;
  const log = part('messages');
  const old = log.querySelector(`[data-id="${what.message_id}"]`);
  if (type === 'action') {
    state(`${what.action.replaceAll('_', ' ')}…`);
    clearTimeout(typing);
    typing = setTimeout(() => state('connected'), 5000);
  } else if (type === 'message') {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
    if (!old) log.append(shown(what));
    while (log.childElementCount > MAX_MESSAGES) log.firstElementChild.remove();
    if (near) toEnd();
    if (what.from?.id === bot.id) state('connected');
  } else if (type === 'edit') {
    old?.replaceWith(shown(what));
  } else if (type === 'delete') {
    old?.remove();
  }
}

function logCall(from, what) {
  const item = make('li');
  item.append(make('span', what.method), make('span', what.status || 'cut', what.status === 200 ? '' : 'bad'));
  part('calls').prepend(item);
  while (part('calls').childElementCount > MAX_CALLS) part('calls').lastElementChild.remove();
}

function hints() {
  const box = part('hints');
  const text = part('text').value;
  const found = /^\/\w*$/.test(text) ? (bot?.commands ?? []).filter(it => `/${it.command}`.startsWith(text)) : [];
  box.replaceChildren(...found.map((it, index) => {
    const item = make('li');
    item.id = `hint-${index}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', false);
    item.append(make('b', `/${it.command}`), make('span', it.description));
    item.addEventListener('mousedown', e => { e.preventDefault(); take(it.command); });
    return item;
  }));
  box.hidden = found.length === 0;
  part('text').setAttribute('aria-expanded', found.length > 0);
  part('text').removeAttribute('aria-activedescendant');
}

function take(command) {
  part('text').value = `/${command} `;
  hints();
  part('text').focus();
}

function move(step) {
  const items = [...part('hints').children];
  const now = items.findIndex(it => it.getAttribute('aria-selected') === 'true');
  const next = items[(now + step + items.length) % items.length];
  items.forEach(it => it.setAttribute('aria-selected', it === next));
  part('text').setAttribute('aria-activedescendant', next.id);
  next.scrollIntoView({ block: 'nearest' });
}

part('text').addEventListener('input', hints);
part('text').addEventListener('blur', () => { part('hints').hidden = true; });
part('text').addEventListener('keydown', e => {
  if (part('hints').hidden) return;
  const chosen = part('hints').querySelector('[aria-selected=true] b');
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    e.preventDefault();
    move(e.key === 'ArrowDown' ? 1 : -1);
  } else if (e.key === 'Tab' || (e.key === 'Enter' && chosen)) {
    e.preventDefault();
    take((chosen ?? part('hints').querySelector('b')).textContent.slice(1));
  } else if (e.key === 'Escape') {
    part('hints').hidden = true;
  }
});
part('composer').addEventListener('submit', e => {
  e.preventDefault();
  const text = part('text').value.trim();
  part('text').value = '';
  hints();
  if (text) say(text).then(toEnd);
});
part('bots').addEventListener('change', e => {
  bot = bots.find(it => it.id === Number(e.target.value));
  remember('bot', bot.id);
  loadBots().then(loadMessages);
});
part('new-person').addEventListener('submit', e => {
  e.preventDefault();
  const made = { id: 1 + Math.max(1000, ...people.map(it => it.id)), name: part('person-name').value.trim() };
  people.push(made);
  person = made;
  remember('people', people.slice(0, 50));
  remember('person', made.id);
  part('person-name').value = '';
  showPeople();
  loadMessages();
});

async function loadCalls() {
  const { last } = await ask('sim/calls?limit=1');
  const { calls } = await ask(`sim/calls?after=${Math.max(0, last - MAX_CALLS)}`);
  part('calls').replaceChildren();
  calls.filter(it => it.method !== 'getUpdates').forEach(it => logCall(it.bot, it));
}

function load() {
  loadBots().then(loadMessages).then(loadCalls).catch(e => notice(e.message));
}

load();
let opened = false;
const events = new EventSource('sim/events');
events.addEventListener('happened', e => happened(JSON.parse(e.data)));
events.addEventListener('open', () => {
  state('connected');
  // what happened while the connection was lost
  if (opened) load();
  opened = true;
});
events.addEventListener('error', () => state('connection lost, trying again…'));
