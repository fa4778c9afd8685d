// Plays Slack for one app on 127.0.0.1: Web API, Socket Mode, request URL, and a page that shows a channel.
// It is written from Slack's documentation and is not Slack: what it accepts, Slack may refuse.
//
//   node server.js [PORT]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { APP_TOKEN, BOT_TOKEN, World } from './world.js';
import { controls } from './control.js';
import { Delivery } from './delivery.js';
import { methods } from './webapi.js';

const HOST = '127.0.0.1';
const calls = [];
const deliveries = [];
/** By method: {times, status | error | retry_after | slow_ms | drop}, each used up by so many calls. */
const faults = new Map();

const server = createServer((request, response) => {
  answer(request, response).catch((error) => reply(response, 400, { ok: false, error: error.message }));
});
server.listen(Number(process.argv[2] ?? 0), HOST);
await new Promise((ready) => server.once('listening', ready));

const world = new World(`http://${HOST}:${server.address().port}`);
const delivery = new Delivery(world, deliveries);
const api = methods(world);
const control = controls(world, delivery, faults);
server.on('upgrade', (request, socket, head) => delivery.upgrade(request, socket, head));
console.log(`listening on ${world.url}`);

async function answer(request, response) {
  const path = new URL(request.url, world.url).pathname;
  const body = await read(request);
  if (path.startsWith('/api/')) return webApi(path.slice(5), request, body, response);
  if (path.startsWith('/upload/')) return upload(path.slice(8), body, response);
  if (path.startsWith('/control/')) return controlled(path.slice(9), request, body, response);
  if (path === '/state') return reply(response, 200, state());
  if (path === '/') {
    response.setHeader('content-security-policy', "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'none'");
    return reply(response, 200, await readFile(new URL('page.html', import.meta.url)), 'text/html; charset=utf-8');
  }
  return reply(response, 404, { ok: false, error: 'not_found' });
}

async function webApi(method, request, body, response) {
  if (faults.away) return request.socket.destroy();
  const call = request.headers['content-type']?.includes('json')
    ? JSON.parse(body)
    : Object.fromEntries(new URLSearchParams(body.toString()));
  calls.push({ method, at: Date.now(), ...call });
  const fault = spent(method);
  if (fault?.slow_ms) await new Promise((done) => setTimeout(done, fault.slow_ms));
  if (fault?.retry_after !== undefined) {
    response.setHeader('retry-after', String(fault.retry_after));
    return reply(response, 429, { ok: false, error: 'ratelimited' });
  }
  if (fault?.status) return reply(response, fault.status, 'trouble', 'text/plain');
  if (fault?.error) return reply(response, 200, { ok: false, error: fault.error });
  const result = permitted(method, request) ?? perform(method, call);
  if (fault?.drop) return request.socket.destroy();
  response.setHeader('x-oauth-scopes', world.scopes);
  return reply(response, 200, result);
}

function spent(method) {
  const fault = faults.get(method);
  if (!fault || fault.times === 0) return undefined;
  fault.times -= 1;
  return fault;
}

function permitted(method, request) {
  const token = request.headers.authorization?.replace('Bearer ', '');
  const wanted = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
  return token === wanted ? null : { ok: false, error: token ? 'invalid_auth' : 'not_authed' };
}

function perform(method, call) {
  return api[method] ? api[method](call) : { ok: false, error: 'unknown_method' };
}

function upload(id, body, response) {
  const file = world.files.get(id);
  if (!file || file.length !== body.length) return reply(response, 400, 'wrong length', 'text/plain');
  file.content = body.toString();
  return reply(response, 200, `OK - ${body.length}`, 'text/plain');
}

// JSON alone: a foreign page in the same browser cannot send that without asking first, and nobody answers it.
async function controlled(name, request, body, response) {
  if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json')) {
    return reply(response, 415, { error: 'POST application/json' });
  }
  if (!control[name]) return reply(response, 404, { error: `no control ${name}` });
  const result = await control[name](body.length ? JSON.parse(body) : {});
  return reply(response, 200, result && typeof result === 'object' && !(result instanceof Map) ? result : {});
}

function state() {
  return {
    bot: world.bot,
    users: Object.fromEntries(world.users),
    channels: Object.fromEntries(world.channels),
    messages: Object.fromEntries(world.stored),
    ephemerals: world.ephemerals,
    views: Object.fromEntries(world.views),
    sockets: delivery.sockets.size,
    connections: delivery.history,
    calls,
    deliveries,
  };
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function reply(response, status, content, type = 'application/json; charset=utf-8') {
  response.writeHead(status, { 'content-type': type });
  response.end(type.startsWith('application/json') ? JSON.stringify(content) : content);
}
