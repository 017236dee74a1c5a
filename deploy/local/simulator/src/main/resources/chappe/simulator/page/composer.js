// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// Writing: texts, corrections, files, commands and inline queries.

import { make, notice, part } from './dom.js';
import { hide, queryIn, typed } from './inline.js';
import { act, sendFile, world } from './world.js';

let correcting = null;

export async function say(text) {
  try {
    if (correcting) {
      await act('edits', { message_id: correcting, text });
      correct(null);
    } else {
      await act('messages', { text });
    }
  } catch (e) {
    notice(e.message);
  }
}

export function correct(message) {
  correcting = message?.message_id ?? null;
  part('mode').hidden = !correcting;
  part('mode').textContent = 'Correcting a message; Escape to leave it as it is';
  if (correcting) part('text').value = message.text ?? message.caption ?? '';
  part('text').focus();
}

function hints() {
  const box = part('hints');
  const text = part('text').value;
  const found = /^\/\w*$/.test(text) ? (world.bot?.commands ?? []).filter(it => `/${it.command}`.startsWith(text)) : [];
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

function key(e) {
  if (e.key === 'Escape') {
    part('hints').hidden = true;
    hide();
    if (correcting) {
      part('text').value = '';
      correct(null);
    }
    return;
  }
  if (part('hints').hidden) return;
  const chosen = part('hints').querySelector('[aria-selected=true] b');
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    e.preventDefault();
    move(e.key === 'ArrowDown' ? 1 : -1);
  } else if (e.key === 'Tab' || (e.key === 'Enter' && chosen)) {
    e.preventDefault();
    take((chosen ?? part('hints').querySelector('b')).textContent.slice(1));
  }
}

export function listen(toEnd) {
  part('text').addEventListener('input', () => { hints(); typed(part('text').value); });
  part('text').addEventListener('blur', () => { part('hints').hidden = true; });
  part('text').addEventListener('keydown', key);
  part('composer').addEventListener('submit', e => {
    e.preventDefault();
    const text = part('text').value.trim();
    if (!text || queryIn(part('text').value) !== null) return;
    part('text').value = '';
    hints();
    say(text).then(toEnd);
  });
  part('file').addEventListener('change', async e => {
    for (const file of e.target.files) {
      const answer = await sendFile(file);
      if (!answer.ok) notice((await answer.json()).error ?? 'The file was not taken');
    }
    e.target.value = '';
    toEnd();
  });
}
