// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// The left side: bots, people, and the chats of the chosen two.

import { button, face, make, notice, option, part } from './dom.js';
import { act, ask, isPrivate, noBot, remember, remembered, world } from './world.js';
import { loadMessages } from './messages.js';
import { loadControls } from './controls.js';

world.people = remembered('people', [{ id: 1001, name: 'Ada' }, { id: 1002, name: 'Grace' }]);

export async function load() {
  world.bots = (await ask('sim/bots')).bots;
  const before = world.bot?.id ?? Number(remembered('bot', 0));
  world.bot = world.bots.find(it => it.id === before) ?? world.bots[0] ?? null;
  part('bots').replaceChildren(...world.bots.map(it => option(`${it.name} (@${it.username})`, it.id, it.id === world.bot?.id)));
  if (!world.bot) notice(noBot());
  for (const chat of world.bot?.chats ?? []) {
    if (chat > 0 && world.people.length < 50 && !world.people.some(it => it.id === chat)) {
      world.people.push({ id: chat, name: `User ${chat}` });
    }
  }
  const who = world.person?.id ?? Number(remembered('person', 0));
  world.person = world.people.find(it => it.id === who) ?? world.people[0];
  part('people').replaceChildren(...world.people.map(it => option(`${it.name} (${it.id})`, it.id, it.id === world.person.id)));
  await loadChats();
  await open(world.chats.some(it => it.id === world.chat) ? world.chat : world.person.id);
}

export async function loadChats() {
  const all = world.bot ? (await ask(`sim/bots/${world.bot.id}/chats`)).chats : [];
  const own = all.find(it => it.id === world.person.id) ?? { id: world.person.id, type: 'private' };
  world.chats = [own, ...all.filter(it => it.id < 0)];
  part('chats').replaceChildren(...world.chats.map(shown));
}

export async function open(chat) {
  world.chat = chat;
  part('title').textContent = name(world.chats.find(it => it.id === chat) ?? { id: chat });
  face(part('face'), part('title').textContent, isPrivate() ? world.bot?.id ?? 0 : chat);
  for (const one of part('chats').querySelectorAll('button')) one.setAttribute('aria-pressed', Number(one.dataset.chat) === chat);
  await loadMessages();
  await loadControls();
}

function name(chat) {
  return chat.id > 0 || chat.type === 'private' ? world.bot?.name ?? 'No bot yet' : chat.title;
}

function shown(chat) {
  const one = button('', () => open(chat.id));
  one.dataset.chat = chat.id;
  one.setAttribute('aria-pressed', chat.id === world.chat);
  const words = make('span', name(chat), 'words');
  const latest = chat.latest?.text ?? chat.latest?.caption ?? '';
  words.append(make('small', latest || chat.type));
  one.append(face(make('span', '', 'face'), name(chat), chat.id > 0 ? world.bot?.id ?? 0 : chat.id), words);
  const item = make('li');
  item.append(one);
  return item;
}

export function listen() {
  part('bots').addEventListener('change', e => {
    world.bot = world.bots.find(it => it.id === Number(e.target.value));
    world.chat = 0;
    remember('bot', world.bot.id);
    load();
  });
  part('people').addEventListener('change', e => {
    const wasPrivate = isPrivate();
    world.person = world.people.find(it => it.id === Number(e.target.value));
    remember('person', world.person.id);
    if (wasPrivate) world.chat = world.person.id;
    load();
  });
  part('new-person').addEventListener('submit', e => {
    e.preventDefault();
    const made = { id: 1 + Math.max(1000, ...world.people.map(it => it.id)), name: part('person-name').value.trim() };
    world.people.push(made);
    world.person = made;
    world.chat = made.id;
    remember('people', world.people.slice(0, 50));
    remember('person', made.id);
    part('person-name').value = '';
    load();
  });
  part('new-chat').addEventListener('submit', e => {
    e.preventDefault();
    act('chats', { title: part('chat-title').value.trim(), type: part('chat-type').value })
      .then(async made => {
        part('chat-title').value = '';
        await loadChats();
        await open(made.id);
      })
      .catch(e => notice(e.message));
  });
}
