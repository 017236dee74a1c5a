// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// What a message carries beside its text.

import { button, make } from './dom.js';
import { act } from './world.js';

const PLAIN = ['location', 'venue', 'contact', 'dice', 'game', 'paid_media', 'checklist', 'users_shared', 'chat_shared', 'web_app_data'];
const FILES = ['photo', 'video', 'animation', 'audio', 'voice', 'video_note', 'sticker', 'document', 'live_photo'];

export function media(message) {
  const kind = FILES.find(it => it in message);
  if (kind) return [file(kind, message[kind])];
  if (message.poll) return [poll(message)];
  if (message.invoice) return [invoice(message.invoice)];
  const service = serviceText(message);
  if (service) return [make('span', service, 'media')];
  const plain = PLAIN.find(it => it in message);
  return plain ? [make('span', `${plain.replaceAll('_', ' ')}: ${summary(message[plain])}`, 'media')] : [];
}

function file(kind, value) {
  const shown = Array.isArray(value) ? value.at(-1) : value;
  const address = `sim/files/${encodeURIComponent(shown.file_id)}`;
  if (shown.file_size === undefined || shown.file_id.includes('://')) {
    return make('span', `${kind.replaceAll('_', ' ')} ${shown.file_id}`, 'media');
  }
  if (['photo', 'sticker', 'live_photo'].includes(kind)) {
    const image = make('img', undefined, 'picture');
    image.src = address;
    image.alt = 'Picture';
    // their room is kept free, so that the chat does not jump when they come
    if (shown.width) [image.width, image.height] = [shown.width, shown.height];
    image.addEventListener('error', () => image.replaceWith(link(address, 'picture')));
    return image;
  }
  if (['video', 'animation', 'video_note', 'audio', 'voice'].includes(kind)) {
    const player = make(kind === 'audio' || kind === 'voice' ? 'audio' : 'video', undefined, 'picture');
    player.src = address;
    player.controls = true;
    return player;
  }
  return link(address, `${shown.file_name ?? 'document'} (${size(shown.file_size)})`);
}

function link(address, text) {
  const made = make('a', `📄 ${text}`, 'document');
  made.href = address;
  made.download = '';
  return made;
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`;
}

function poll(message) {
  const box = make('div', undefined, 'poll');
  const { poll } = message;
  box.append(make('b', poll.question));
  poll.options.forEach((it, index) => {
    const one = button(it.text, () => act('votes', { message_id: message.message_id, options: [index] }));
    one.append(make('small', `${it.voter_count}`));
    one.disabled = poll.is_closed;
    box.append(one);
  });
  const kind = `${poll.is_anonymous ? 'anonymous' : 'public'} ${poll.type === 'quiz' ? 'quiz' : 'poll'}`;
  box.append(make('small', `${kind}, ${poll.total_voter_count} vote(s)${poll.is_closed ? ', closed' : ''}`));
  return box;
}

function invoice(it) {
  const box = make('div', undefined, 'poll');
  box.append(make('b', it.title), make('span', it.description), make('small', `${it.total_amount} ${it.currency}`));
  return box;
}

export function serviceText(message) {
  const names = users => users.map(it => it.first_name).join(', ');
  if (message.new_chat_members) return `${names(message.new_chat_members)} came in`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left`;
  if (message.migrate_to_chat_id) return `became the supergroup ${message.migrate_to_chat_id}`;
  if (message.migrate_from_chat_id) return `was the group ${message.migrate_from_chat_id}`;
  if (message.successful_payment) return `✅ paid ${message.successful_payment.total_amount} ${message.successful_payment.currency}`;
  if (message.refunded_payment) return `↩️ given back ${message.refunded_payment.total_amount} ${message.refunded_payment.currency}`;
  return '';
}

function summary(it) {
  return it.title ?? it.emoji ?? it.phone_number ?? it.button_text ?? (it.latitude === undefined ? '' : `${it.latitude}, ${it.longitude}`);
}
