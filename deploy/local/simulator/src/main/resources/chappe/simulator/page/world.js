// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// What the page knows: the bots, who one is, the chat that is open; and how to ask the simulator.

export const world = { bots: [], bot: null, people: [], person: null, chats: [], chat: 0 };

export function remembered(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing shows the usual people again next time
  }
}

export async function ask(path, body, method = 'POST') {
  const answer = await fetch(path, body && {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status === 204) return {};
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error ?? answer.statusText);
  return json;
}

// Makes the person do something in the open chat.
export function act(what, body) {
  if (!world.bot) return Promise.reject(new Error(noBot()));
  return ask(`sim/bots/${world.bot.id}/${what}`, {
    chat: world.chat,
    from: world.person.id,
    user: { first_name: world.person.name, is_bot: false },
    ...body,
  });
}

export function sendFile(file) {
  const kind = /^image\/(png|jpeg|webp)$/.test(file.type) ? 'photo'
    : /^(video|audio)\//.exec(file.type)?.[1] ?? 'document';
  const query = new URLSearchParams({ chat: world.chat, from: world.person.id, kind, name: file.name });
  return fetch(`sim/bots/${world.bot.id}/files?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
    body: file,
  });
}

export function noBot() {
  return `No bot has called yet. Start one with TELEGRAM_API_URL=${location.origin}`;
}

export function isPrivate() {
  return world.chat > 0;
}
