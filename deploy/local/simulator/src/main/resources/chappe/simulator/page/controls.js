// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// The right side: the open chat's members, links, limits, faults and Stars.

import { button, make, notice, part, time } from './dom.js';
import { act, ask, isPrivate, world } from './world.js';

const FAULTS = {
  'One 429': { method: '*', retry_after: 3 },
  '5 % errors': { method: '*', error_code: 500, percent: 5, seconds: 60 },
  'Lose the next answer': { method: '*', drop: 'after' },
  'Out for 30 s': { method: '*', drop: 'before', seconds: 30 },
  'Slow for 30 s': { method: '*', delay_ms: 2000, seconds: 30 },
};

export async function loadControls() {
  if (!world.bot) return;
  const chat = world.chats.find(it => it.id === world.chat);
  part('members').replaceChildren(...(chat?.members ?? []).map(it => make('li', `${it.first_name}: ${it.status}`)));
  part('acts').replaceChildren(...acts(chat));
  await Promise.all([limits(), faults(), stars()]);
}

function acts(chat) {
  if (isPrivate()) {
    const blocked = chat?.bot?.status === 'kicked';
    return [button(blocked ? 'Unblock the bot' : 'Block the bot', () => act('blocks', { blocked: !blocked }))];
  }
  const member = (who, status) => button(`${who === world.bot.id ? 'Bot' : 'You'}: ${status}`, () => act('members', { member: who, status }));
  const all = [
    member(world.person.id, 'member'), member(world.person.id, 'administrator'), member(world.person.id, 'left'),
    member(world.bot.id, 'administrator'), member(world.bot.id, 'member'), member(world.bot.id, 'kicked'),
    button('Ask to join', () => act('join-requests', { bio: 'from the page' })),
  ];
  if (chat?.type === 'group') all.push(button('Make it a supergroup', () => act('migrations', {})));
  return all;
}

async function limits(answer) {
  const { strict, refused } = answer ?? await ask('sim/limits');
  part('strict').checked = strict;
  part('refused').textContent = strict ? `Refused: ${refused.bulk} over all, ${refused.chat} to people, ${refused.group} to groups` : '';
}

async function faults(answer) {
  const { faults } = answer ?? await ask('sim/faults');
  part('faults').replaceChildren(...faults.map(it => make('li', [
    it.method, it.error_code || '', it.drop === 'never' ? '' : `cut ${it.drop}`, it.percent < 100 ? `${it.percent} %` : '',
    it.seconds ? `${it.seconds} s` : '', it.delay_ms ? `+${it.delay_ms} ms` : '',
  ].filter(Boolean).join(' '))));
}

export async function stars() {
  const { balance, transactions } = await ask(`sim/bots/${world.bot.id}/stars`);
  part('stars').textContent = `The bot has ${balance} ⭐`;
  part('transactions').replaceChildren(...(transactions ?? []).slice(-20).reverse().map(it =>
    make('li', `${it.receiver ? '−' : '+'}${it.amount} ${(it.source ?? it.receiver).user.first_name} ${time(it.date)}`)));
}

export function listen() {
  part('fault-buttons').append(
    ...Object.entries(FAULTS).map(([name, fault]) => button(name, async () => faults(await ask('sim/faults', fault)))),
    button('None', async () => { await ask('sim/faults', {}, 'DELETE'); await faults(); }));
  part('strict').addEventListener('change', e => {
    ask('sim/limits', { strict: e.target.checked }).then(limits).catch(error => notice(error.message));
  });
  part('link').addEventListener('submit', e => {
    e.preventDefault();
    act('links', { url: part('link-text').value.trim() }).catch(error => notice(error.message));
  });
  part('panel-switch').addEventListener('click', () => {
    const hidden = document.body.classList.toggle('narrow');
    part('panel-switch').setAttribute('aria-expanded', !hidden);
  });
}
