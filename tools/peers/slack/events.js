// What Slack sends to an app, in the words of docs.slack.dev: envelopes, events and interactions.

let counter = 0;
const next = () => ++counter;

/** Slack's time stamp of a message: seconds with six digits, which are unique in a channel. */
export const stamp = () => `${Math.floor(Date.now() / 1000)}.${String(next()).padStart(6, '0')}`;

export const ids = {
  envelope: () => crypto.randomUUID(),
  event: () => `Ev${String(next()).padStart(8, '0')}`,
  trigger: () => `${next()}.${Date.now()}.peer`,
  view: () => `V${String(next()).padStart(8, '0')}`,
  file: () => `F${String(next()).padStart(8, '0')}`,
};

export function event(world, content) {
  return {
    token: 'legacy',
    team_id: world.team,
    api_app_id: world.app,
    event: { ...content, event_ts: content.event_ts ?? content.ts },
    type: 'event_callback',
    event_id: ids.event(),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ team_id: world.team, user_id: world.bot, is_bot: true }],
  };
}

export function said(world, message, direct) {
  return event(world, {
    ...message,
    type: direct ? 'message' : 'app_mention',
    ...(direct && { channel_type: 'im' }),
  });
}

export function changed(world, message, previous, direct) {
  return event(world, {
    type: 'message',
    subtype: 'message_changed',
    channel: message.channel,
    channel_type: direct ? 'im' : 'channel',
    hidden: true,
    message,
    previous_message: previous,
    ts: stamp(),
  });
}

export function deleted(world, message, direct) {
  return event(world, {
    type: 'message',
    subtype: 'message_deleted',
    channel: message.channel,
    channel_type: direct ? 'im' : 'channel',
    hidden: true,
    deleted_ts: message.ts,
    previous_message: message,
    ts: stamp(),
  });
}

/** What an app hears when a channel changed in these ways. */
export function channelChanged(world, id, before, now) {
  const kind = now.private ? 'group' : 'channel';
  const us = { channel: id, user: world.bot, channel_type: 'C', team: world.team };
  const told = [];
  if (now.archived !== before.archived) {
    told.push({ type: `${kind}_${now.archived ? 'archive' : 'unarchive'}`, channel: id, user: 'U0ADMIN' });
  }
  if (now.member !== before.member) {
    told.push(now.member ? { type: 'member_joined_channel', ...us } : { type: `${kind}_left`, channel: id });
  }
  if ((now.shared ?? false) !== (before.shared ?? false)) {
    const other = 'T0OTHER';
    told.push(
      now.shared
        ? { type: 'channel_shared', channel: id, connected_team_id: other }
        : { type: 'channel_unshared', channel: id, previously_connected_team_id: other, is_ext_shared: false },
    );
  }
  return told.map((content) => event(world, { event_ts: stamp(), ...content }));
}

export function slash(world, { user, channel, text, command = '/chatops', team }) {
  return {
    token: 'legacy',
    team_id: team ?? world.team,
    team_domain: 'peer',
    channel_id: channel,
    channel_name: channel,
    user_id: user,
    user_name: user,
    command,
    text: text ?? '',
    api_app_id: world.app,
    is_enterprise_install: 'false',
    response_url: `${world.url}/response`,
    trigger_id: ids.trigger(),
  };
}

function interaction(world, type, user, team) {
  return {
    type,
    user: { id: user, username: user, name: user, team_id: team ?? world.team },
    api_app_id: world.app,
    token: 'legacy',
    team: { id: world.team, domain: 'peer' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: ids.trigger(),
  };
}

export function pressed(world, { user, team, action }, message) {
  return {
    ...interaction(world, 'block_actions', user, team),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: false,
      ...(message.thread_ts && { thread_ts: message.thread_ts }),
    },
    channel: { id: message.channel, name: message.channel },
    message,
    response_url: `${world.url}/response`,
    actions: [{ ...action, block_id: action.block_id ?? 'b', action_ts: stamp() }],
  };
}

export function shortcut(world, { user, team, callback_id }, message) {
  return {
    ...interaction(world, 'message_action', user, team),
    callback_id,
    message_ts: message.ts,
    channel: { id: message.channel, name: message.channel },
    message,
    response_url: `${world.url}/response`,
    action_ts: stamp(),
  };
}

export function submitted(world, { user, team }, view) {
  return { ...interaction(world, 'view_submission', user, team), view, response_urls: [] };
}
