// How Slack brings something to an app: over an open socket, or to its request URL. Either way the app has three
// seconds to acknowledge.
import { createHmac } from 'node:crypto';
import { WebSocketServer } from 'ws';
import { ids } from './events.js';

const PATIENCE = 3000;

export class Delivery {
  constructor(world, log) {
    this.world = world;
    this.log = log;
    this.sockets = new Set();
    this.history = [];
    this.waiting = new Map();
    this.last = null;
    this.turn = 0;
    this.connections = null;
    this.endpoint = null;
    this.closed = false;
    this.server = new WebSocketServer({ noServer: true });
    this.heart = setInterval(() => this.sockets.forEach((s) => s.deaf || s.ping()), 5000);
  }

  upgrade(request, socket, head) {
    if (this.closed) return socket.destroy();
    this.server.handleUpgrade(request, socket, head, (ws) => this.#open(ws));
  }

  #open(ws) {
    this.sockets.add(ws);
    this.history.push('opened');
    ws.on('close', () => {
      this.sockets.delete(ws);
      this.history.push('closed');
    });
    ws.on('error', () => ws.terminate());
    ws.on('message', (data) => this.#acknowledged(JSON.parse(data)));
    ws.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.connections ?? this.sockets.size,
        debug_info: { host: 'peer', approximate_connection_time: 18060 },
        connection_info: { app_id: this.world.app },
      }),
    );
  }

  #acknowledged(answer) {
    this.waiting.get(answer.envelope_id)?.({ acknowledged: true, payload: answer.payload ?? null });
  }

  /** @returns what the app answered within its time */
  send(type, payload, { envelope_id = ids.envelope(), retry } = {}) {
    this.last = { type, payload, envelope_id };
    const record = { type, envelope_id, acknowledged: false };
    this.log.push(record);
    const sent = this.endpoint
      ? this.#request(type, payload, retry)
      : this.#envelope(type, payload, envelope_id, retry);
    return sent.then((answer) => Object.assign(record, answer));
  }

  redeliver({ same }) {
    const { type, payload, envelope_id } = this.last;
    const again = type === 'events_api' && !same ? { ...payload, event_id: ids.event() } : payload;
    return this.send(type, again, { retry: 1, ...(same && { envelope_id }) });
  }

  #envelope(type, payload, envelope_id, retry) {
    const open = [...this.sockets].filter((s) => s.readyState === s.OPEN);
    if (open.length === 0) return Promise.resolve({ acknowledged: false, reason: 'no connection' });
    const socket = open[this.turn++ % open.length];
    return new Promise((done) => {
      const end = (answer) => {
        clearTimeout(timer);
        this.waiting.delete(envelope_id);
        done(answer);
      };
      const timer = setTimeout(() => end({ acknowledged: false, reason: 'timeout' }), PATIENCE);
      this.waiting.set(envelope_id, end);
      if (socket.deaf) return;
      socket.send(
        JSON.stringify({
          envelope_id,
          type,
          accepts_response_payload: type !== 'events_api',
          ...(retry && { retry_attempt: retry, retry_reason: 'timeout' }),
          payload,
        }),
      );
    });
  }

  async #request(type, payload, retry) {
    const json = type === 'events_api';
    const body = json
      ? JSON.stringify(payload)
      : new URLSearchParams(
          type === 'slash_commands' ? payload : { payload: JSON.stringify(payload) },
        ).toString();
    const time = Math.floor(Date.now() / 1000);
    const { url, secret } = this.endpoint;
    const mac = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': String(time),
          'x-slack-signature': `v0=${mac}`,
          ...(retry && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
        },
        signal: AbortSignal.timeout(PATIENCE),
      });
      const text = await answer.text();
      return {
        acknowledged: answer.status === 200,
        status: answer.status,
        payload: text.startsWith('{') ? JSON.parse(text) : null,
      };
    } catch (error) {
      return { acknowledged: false, reason: error.name };
    }
  }

  disconnect(kind) {
    for (const socket of this.sockets) {
      if (kind === 'cut') socket.terminate();
      else socket.send(JSON.stringify({ type: 'disconnect', reason: kind, debug_info: { host: 'peer' } }));
    }
  }

  /** Half open: the connection stays, nothing passes any more. */
  deafen() {
    for (const socket of this.sockets) {
      socket.deaf = true;
      socket._socket.pause();
    }
  }
}
