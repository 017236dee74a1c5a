// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

// The reply keyboard below the composer.

import { button, make, part } from './dom.js';
import { act } from './world.js';

export function keyboard(markup) {
  const box = part('keyboard');
  const rows = markup?.keyboard ?? [];
  box.hidden = rows.length === 0;
  box.replaceChildren(...rows.map(row => {
    const line = make('div');
    line.append(...row.map(key => {
      const text = key.text ?? key;
      return button(text, async () => {
        await act('keys', { text });
        if (markup.one_time_keyboard) keyboard(undefined);
      });
    }));
    return line;
  }));
  part('text').placeholder = markup?.input_field_placeholder ?? 'Message, or @bot and a query';
}
