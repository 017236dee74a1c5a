// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// Small tools for the page's elements.

const FACES = ['#c2574b', '#b0702a', '#6a8f2f', '#2f8f74', '#2f7fc2', '#7a5fc2', '#b8508f'];
let noticing = 0;

export const part = id => document.getElementById(id);

export function make(tag, text, cls) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  return made;
}

export function button(text, act, cls) {
  const made = make('button', text, cls);
  made.type = 'button';
  made.addEventListener('click', () => Promise.resolve(act()).catch(e => notice(e.message)));
  return made;
}

export function option(text, value, selected) {
  const made = make('option', text);
  made.value = value;
  made.selected = selected;
  return made;
}

export function face(element, name, id) {
  element.textContent = [...name][0]?.toUpperCase() ?? '?';
  element.style.background = FACES[Math.abs(id) % FACES.length];
  return element;
}

export function notice(text) {
  const box = part('notice');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(noticing);
  noticing = setTimeout(() => { box.hidden = true; }, 5000);
}

export function state(text) {
  part('state').textContent = text;
}

export function time(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
