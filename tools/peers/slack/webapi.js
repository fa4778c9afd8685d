// The methods of the Web API that an app of this project may call. What it checks is what Slack documents; what it does
// not know it refuses, so that a new call does not go unseen.
import { ids, stamp } from './events.js';

const MOST_TEXT = 40000;
const MOST_BLOCKS = 50;
const MOST_IN_BLOCKS = 13200;

const refuse = (error) => ({ ok: false, error });

export function methods(world) {
  const find = (channel, ts) => world.messages(channel).find((m) => m.ts === ts);

  function place(channel) {
    const known = world.channels.get(channel);
    if (!known) return refuse('channel_not_found');
    if (known.archived) return refuse('is_archived');
    if (!known.member) return refuse('not_in_channel');
    return null;
  }

  function content({ text, blocks, metadata }) {
    const parsed = blocks ? JSON.parse(blocks) : undefined;
    if (!text && !parsed) return refuse('no_text');
    if (text && text.length > MOST_TEXT) return refuse('msg_too_long');
    if (parsed?.length > MOST_BLOCKS) return refuse('invalid_blocks');
    if (blocks?.length > MOST_IN_BLOCKS) return refuse('msg_blocks_too_long');
    return { text, ...(parsed && { blocks: parsed }), ...(metadata && { metadata: JSON.parse(metadata) }) };
  }

  function page(list, { limit = 100, cursor, oldest }) {
    const since = list.filter((m) => !oldest || m.ts >= oldest);
    const from = Number(cursor || 0);
    const messages = since.slice(from, from + Number(limit));
    const more = from + messages.length < since.length;
    return {
      ok: true,
      messages,
      has_more: more,
      response_metadata: { next_cursor: more ? String(from + messages.length) : '' },
    };
  }

  return {
    'auth.test': () => ({
      ok: true,
      url: world.url,
      team: 'Peer',
      user: 'chatops',
      team_id: world.team,
      user_id: world.bot,
      bot_id: world.botId,
    }),

    'apps.connections.open': () => ({
      ok: true,
      url: `${world.url.replace('http', 'ws')}/socket?ticket=${ids.envelope()}`,
    }),

    'chat.postMessage'(call) {
      const said = content(call);
      const wrong = place(call.channel) ?? (said.ok === false ? said : null);
      if (wrong) return wrong;
      const message = world.store({
        channel: call.channel,
        user: world.bot,
        bot_id: world.botId,
        app_id: world.app,
        ...(call.thread_ts && { thread_ts: call.thread_ts }),
        ...said,
      });
      return { ok: true, channel: call.channel, ts: message.ts, message };
    },

    'chat.update'(call) {
      const said = content(call);
      const wrong = place(call.channel) ?? (said.ok === false ? said : null);
      if (wrong) return wrong;
      const message = find(call.channel, call.ts);
      if (!message) return refuse('message_not_found');
      if (message.user !== world.bot) return refuse('cant_update_message');
      Object.assign(message, said, { edits: message.edits + 1 });
      return { ok: true, channel: call.channel, ts: call.ts, text: message.text, message };
    },

    'chat.postEphemeral'(call) {
      const said = content(call);
      const wrong = place(call.channel) ?? (said.ok === false ? said : null);
      if (wrong) return wrong;
      if (!world.users.has(call.user)) return refuse('user_not_in_channel');
      const { channel, user, thread_ts } = call;
      world.ephemerals.push({ channel, user, thread_ts, ts: stamp(), ...said });
      return { ok: true, message_ts: stamp() };
    },

    'conversations.info'({ channel }) {
      const found = world.channels.get(channel);
      if (!found || (found.private && !found.member)) return refuse('channel_not_found');
      const { name, member, archived, shared = false, org_shared = false } = found;
      const told = { id: channel, name, is_channel: true, is_private: found.private === true };
      const readers = { is_shared: shared || org_shared, is_ext_shared: shared, is_org_shared: org_shared };
      return { ok: true, channel: { ...told, ...readers, is_member: member, is_archived: archived } };
    },

    'conversations.open'({ users }) {
      const id = `D0${users?.replace(/^U0/, '')}`;
      if (!world.users.has(users) || !world.direct(id)) return refuse('user_not_found');
      return { ok: true, channel: { id } };
    },

    'conversations.history'(call) {
      const wrong = place(call.channel);
      if (wrong) return wrong;
      return page(world.messages(call.channel).filter((m) => !m.thread_ts).toReversed(), call);
    },

    'conversations.replies'(call) {
      const wrong = place(call.channel);
      if (wrong) return wrong;
      if (!find(call.channel, call.ts)) return refuse('thread_not_found');
      const thread = world.messages(call.channel);
      return page(thread.filter((m) => m.ts === call.ts || m.thread_ts === call.ts), call);
    },

    'files.getUploadURLExternal'({ filename, length }) {
      const id = ids.file();
      world.files.set(id, { id, filename, length: Number(length), content: null });
      return { ok: true, file_id: id, upload_url: `${world.url}/upload/${id}` };
    },

    'files.completeUploadExternal'({ files, channel_id, thread_ts }) {
      const wrong = place(channel_id);
      if (wrong) return wrong;
      const shared = JSON.parse(files);
      for (const { id, title } of shared) {
        const file = world.files.get(id);
        if (!file || file.content === null) return refuse('file_not_found');
        const owner = { user: world.bot, bot_id: world.botId };
        world.store({ channel: channel_id, thread_ts, ...owner, text: '', files: [{ ...file, title }] });
      }
      return { ok: true, files: shared };
    },

    'views.open'({ trigger_id, view }) {
      if (!trigger_id) return refuse('invalid_trigger_id');
      if (!world.triggers.has(trigger_id)) return refuse('expired_trigger_id');
      const user = world.triggers.get(trigger_id);
      world.triggers.delete(trigger_id);
      return { ok: true, view: world.show(user, JSON.parse(view)) };
    },
  };
}
