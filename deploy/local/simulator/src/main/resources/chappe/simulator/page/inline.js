// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// Inline queries: what the bot found, and the choice among it.

import { button, make, notice, part } from './dom.js';
import { act, world } from './world.js';

let asking = 0;
let timer = 0;

// The query in a text that begins with the bot's name, null for other texts.
export function queryIn(text) {
  const name = `@${world.bot?.username} `;
  return text.toLowerCase().startsWith(name.toLowerCase()) ? text.slice(name.length) : null;
}

// Asks when nothing was typed for a moment, as Telegram's own programs do.
export function typed(text) {
  clearTimeout(timer);
  const query = queryIn(text);
  if (query === null) {
    hide();
    return;
  }
  timer = setTimeout(() => ask(query), 300);
}

export async function ask(query, offset = '') {
  const mine = ++asking;
  try {
    const { query_id: id, answer } = await act('inline-queries', { query, offset, wait: 10 });
    if (mine !== asking) return;
    if (!answer) {
      notice('The bot gave no answer to the query');
      return;
    }
    show(id, query, answer, offset !== '');
  } catch (e) {
    notice(e.message);
  }
}

export function hide() {
  asking++;
  part('inline').hidden = true;
}

function show(id, query, answer, more) {
  const box = part('inline');
  if (!more) box.replaceChildren();
  box.querySelector('.more')?.remove();
  if (answer.button && !more) {
    box.append(button(answer.button.text, () => {
      hide();
      return answer.button.start_parameter
        ? act('links', { url: `https://t.me/${world.bot.username}?start=${answer.button.start_parameter}` })
        : notice('Mini Apps do not open here');
    }, 'over'));
  }
  box.append(...answer.results.map(it => result(id, it)));
  if (!answer.results.length && !more) box.append(make('p', 'Nothing found', 'soft'));
  if (answer.next_offset) box.append(button('More…', () => ask(query, answer.next_offset), 'more'));
  box.hidden = false;
}

function result(id, it) {
  const made = button('', async () => {
    hide();
    part('text').value = '';
    await act('inline-choices', { query_id: id, result_id: it.id });
  }, 'result');
  made.append(make('b', it.title ?? it.caption ?? it.type), make('small', it.description ?? it.input_message_content?.message_text ?? ''));
  return made;
}
