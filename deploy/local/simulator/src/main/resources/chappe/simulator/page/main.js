// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// The page: people on the left, their chat in the middle, controls on the right.

import * as chats from './chats.js';
import * as composer from './composer.js';
import * as controls from './controls.js';
import { keyboard } from './keyboard.js';
import { added, changed, reacted, removed, toEnd } from './messages.js';
import { make, notice, part, state } from './dom.js';
import { ask, world } from './world.js';

const MAX_CALLS = 60;
let typing = 0;
let listing = 0;

const IN_CHAT = {
  message: added,
  edit: changed,
  delete: what => removed(what.message_id),
  reaction: what => reacted(what.message_id, what.reactions),
  keyboard,
  action: what => {
    state(`${what.action.replaceAll('_', ' ')}…`);
    clearTimeout(typing);
    typing = setTimeout(() => state('connected'), 5000);
  },
};

function happened({ type, bot, chat, what }) {
  if (type === 'call') logCall(what);
  if (!world.bots.some(it => it.id === bot)) {
    load();
    return;
  }
  if (bot !== world.bot?.id) return;
  if (type === 'commands') world.bot.commands = what.commands;
  if (type === 'answer' && what.text) notice(what.text);
  if (type === 'message' || type === 'member') listSoon();
  if (type === 'checkout') controls.stars();
  if (chat === world.chat) IN_CHAT[type]?.(what);
  if (type === 'message' && what.from?.id === bot) state('connected');
}

// many messages in a moment are one new list
function listSoon() {
  clearTimeout(listing);
  listing = setTimeout(() => chats.loadChats().then(controls.loadControls).catch(e => notice(e.message)), 200);
}

function logCall(what) {
  const item = make('li');
  item.append(make('span', what.method), make('span', what.status || 'cut', what.status === 200 ? '' : 'bad'));
  part('calls').prepend(item);
  while (part('calls').childElementCount > MAX_CALLS) part('calls').lastElementChild.remove();
}

async function loadCalls() {
  const { last } = await ask('sim/calls?limit=1');
  const { calls } = await ask(`sim/calls?after=${Math.max(0, last - MAX_CALLS)}`);
  part('calls').replaceChildren();
  calls.filter(it => it.method !== 'getUpdates').forEach(logCall);
}

function load() {
  chats.load().then(loadCalls).catch(e => notice(e.message));
}

chats.listen();
composer.listen(toEnd);
controls.listen();
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
