// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0
//
// A bot without Java: it reads chappe.updates and writes chappe.outbound.reply, which is all that the line asks of
// it. The commands of an update and the update's offset go in one Kafka transaction, so each answer appears once,
// also when this process is killed in the middle.

import { Kafka, logLevel } from 'kafkajs';

const bot = process.env.BOT ?? 'demo';
const kafka = new Kafka({
  clientId: `node-${bot}`,
  brokers: (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '127.0.0.1:19092').split(','),
  logLevel: logLevel.ERROR,
});

// A group of its own: its offsets are nobody else's. Only what is committed is read, as every reader of the line does.
const group = `node.${bot}`;
const consumer = kafka.consumer({ groupId: group, readUncommitted: false });

// One id per running instance. kafkajs's own partitioner is murmur2 of the key, as the line's is: one chat meets
// itself on one partition everywhere.
const producer = kafka.producer({
  transactionalId: `${group}.${process.env.INSTANCE_NAME ?? 'node-1'}`,
  idempotent: true,
  maxInFlightRequests: 1,
});

/** What the bot answers to an update: calls of the Bot API, as [method, params]. */
function handle(update) {
  const message = update.message;
  if (!message?.text) return [];
  const [command, ...words] = message.text.split(' ');
  const reply = (text) => [['sendMessage', { chat_id: message.chat.id, text }]];
  switch (command.split('@')[0]) {
    case '/start':
      return reply(`Hello, ${message.from.first_name}! I am written in JavaScript.`);
    case '/echo':
      return reply(words.join(' ') || 'Usage: /echo TEXT');
    default:
      return reply('I know /start and /echo.');
  }
}

/** A command as common/src/main/resources/chappe/schemas/outbound-command.schema.json has it. */
function record(key, cause, n, [method, params]) {
  return {
    key,
    value: JSON.stringify({ v: 1, method, params, repeat: 'AT_LEAST_ONCE' }),
    headers: {
      bot,
      // Deterministic: handled again, the same update makes the same ids, and the sender knows them.
      id: `${cause}:${n}`,
      type: 'command',
      at: String(Date.now()),
    },
  };
}

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: 'chappe.updates', fromBeginning: false });
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ topic, partition, message }) => {
    const key = message.key.toString();
    const calls = key.startsWith(`${bot}:`) ? handle(JSON.parse(message.value.toString())) : [];
    const cause = message.headers.id.toString();
    const transaction = await producer.transaction();
    try {
      if (calls.length > 0) {
        const messages = calls.map((call, index) => record(key, cause, index + 1, call));
        await transaction.send({ topic: 'chappe.outbound.reply', messages });
      }
      const offset = (BigInt(message.offset) + 1n).toString();
      await transaction.sendOffsets({
        consumerGroupId: group,
        topics: [{ topic, partitions: [{ partition, offset }] }],
      });
      await transaction.commit();
    } catch (error) {
      await transaction.abort();
      throw error;
    }
  },
});
console.log(`the bot '${bot}' answers`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await consumer.disconnect();
    await producer.disconnect();
  });
}
