// One workspace: who is in it, and what stands in its channels.
import { ids, stamp } from './events.js';

export const BOT_TOKEN = 'xoxb-peer';
export const APP_TOKEN = 'xapp-peer';

export class World {
  team = 'T0PEER';
  app = 'A0PEER';
  bot = 'U0CHATOPS';
  botId = 'B0CHATOPS';
  scopes =
    'app_mentions:read,chat:write,commands,files:write,im:history,im:write,channels:read,groups:read,' +
    'channels:history,groups:history';

  users = new Map([
    ['U0ALICE', 'alice'],
    ['U0BOB', 'bob'],
    ['U0CAROL', 'carol'],
  ]);

  channels = new Map([
    ['C0SHOP', { name: 'shop', member: true, archived: false }],
    ['C0OPS', { name: 'ops', member: true, archived: false }],
    ['C0ALIEN', { name: 'without-the-bot', member: false, archived: false }],
    ['D0ALICE', { name: 'alice, direct', member: true, archived: false, direct: true }],
    ['D0BOB', { name: 'bob, direct', member: true, archived: false, direct: true }],
  ]);

  stored = new Map();
  ephemerals = [];
  views = new Map();
  files = new Map();
  triggers = new Map();

  constructor(url) {
    this.url = url;
  }

  direct(channel) {
    return this.channels.get(channel)?.direct === true;
  }

  /** In the order in which they were said. */
  messages(channel) {
    if (!this.stored.has(channel)) this.stored.set(channel, []);
    return this.stored.get(channel);
  }

  store(content) {
    const message = { type: 'message', team: this.team, ts: stamp(), edits: 0, ...content };
    this.messages(message.channel).push(message);
    return message;
  }

  show(user, view, id = ids.view()) {
    const shown = { ...view, id, root_view_id: id, hash: `${Date.now()}.peer`, state: { values: {} } };
    this.views.set(id, { user, errors: {}, view: shown });
    return shown;
  }
}
