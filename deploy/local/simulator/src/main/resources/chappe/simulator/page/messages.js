// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// The messages of the open chat.

import { button, make, notice, part, time } from './dom.js';
import { media, serviceText } from './media.js';
import { act, ask, world } from './world.js';
import { ask as askInline } from './inline.js';
import { correct, say } from './composer.js';
import { keyboard } from './keyboard.js';

const MAX_MESSAGES = 400;
const TAGS = { bold: 'b', italic: 'i', code: 'code', pre: 'code', underline: 'u', strikethrough: 's', spoiler: 'mark' };

export async function loadMessages() {
  const log = part('messages');
  log.replaceChildren();
  keyboard(undefined);
  if (!world.bot || !world.chat) return;
  const answer = await ask(`sim/chats/${world.chat}/messages?bot=${world.bot.id}`);
  log.replaceChildren(...answer.messages.map(shown));
  for (const [id, counts] of Object.entries(answer.reactions)) reacted(id, counts);
  keyboard(answer.keyboard);
  toEnd();
}

export function toEnd() {
  part('messages').scrollTop = part('messages').scrollHeight;
}

export function added(message) {
  const log = part('messages');
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  if (!find(message.message_id)) log.append(shown(message));
  while (log.childElementCount > MAX_MESSAGES) log.firstElementChild.remove();
  if (near) toEnd();
}

export function changed(message) {
  const old = find(message.message_id);
  const reactions = old?.querySelector('.reactions');
  const next = shown(message);
  if (reactions) next.querySelector('.bubble').append(reactions);
  old?.replaceWith(next);
}

export function removed(id) {
  find(id)?.remove();
}

export function reacted(id, counts) {
  const bubble = find(id)?.querySelector('.bubble');
  if (!bubble) return;
  bubble.querySelector('.reactions')?.remove();
  if (!counts.length) return;
  const box = make('span', undefined, 'reactions');
  box.append(...counts.map(it => make('span', `${it.type.emoji ?? '⭐'} ${it.total_count}`)));
  bubble.append(box);
}

function find(id) {
  return part('messages').querySelector(`[data-id="${id}"]`);
}

function shown(message) {
  const own = message.from?.id === world.person?.id;
  const item = make('article', undefined, serviceText(message) ? 'message service' : own ? 'message mine' : 'message');
  item.dataset.id = message.message_id;
  const bubble = make('div', undefined, 'bubble');
  if (!own && world.chat < 0) bubble.append(make('small', message.from?.first_name ?? message.sender_chat?.title ?? '', 'author'));
  if (message.via_bot) bubble.append(make('small', `via @${message.via_bot.username}`, 'author'));
  if (message.reply_to_message) bubble.append(make('span', message.reply_to_message.text ?? 'a message', 'quoted'));
  bubble.append(...media(message), ...marked(message));
  const at = make('time', (message.edit_date ? 'edited ' : '') + time(message.date));
  at.dateTime = new Date(message.date * 1000).toISOString();
  bubble.append(at);
  item.append(bubble, tools(message, own));
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) item.append(keys(message, rows));
  return item;
}

function tools(message, own) {
  const box = make('span', undefined, 'tools');
  for (const emoji of ['👍', '❤️', '🔥']) {
    box.append(button(emoji, () => act('reactions', { message_id: message.message_id, emoji: [emoji] })));
  }
  if (own) box.append(button('✏️', () => correct(message)));
  return box;
}

function keys(message, rows) {
  const box = make('div', undefined, 'keys');
  box.append(...rows.map(row => {
    const line = make('div');
    line.append(...row.map(key => button(key.text, () => press(message, key))));
    return line;
  }));
  return box;
}

async function press(message, key) {
  const query = key.switch_inline_query_current_chat ?? key.switch_inline_query;
  if (query !== undefined) {
    part('text').value = `@${world.bot.username} ${query}`;
    part('text').focus();
    askInline(query);
  } else if (key.pay) {
    const paid = await act('payments', { message_id: message.message_id, wait: 12 });
    notice({ paid: 'Paid', refused: `Refused: ${paid.reason}`, expired: 'The bot did not answer in time' }[paid.state] ?? `Still waiting: ${paid.state}`);
  } else if (key.url && !key.url.includes('t.me/')) {
    notice(key.url);
  } else if (key.callback_data || key.url || key.callback_game) {
    await act('callbacks', { message_id: message.message_id, button: key.text });
  } else {
    notice('This kind of button does nothing here');
  }
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
    nodes.push(entity.type === 'bot_command' ? button(piece, () => say(piece)) : make(TAGS[entity.type] ?? 'span', piece));
    at = entity.offset + entity.length;
  }
  nodes.push(text.slice(at));
  return nodes;
}
