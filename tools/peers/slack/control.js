// What a test, or the channel page, can make people and Slack do. Each is a POST of JSON to /control/NAME.
import * as events from './events.js';

export function controls(world, delivery, faults) {
  const message = (channel, ts) => {
    const found = world.messages(channel).find((m) => m.ts === ts);
    if (!found) throw new Error(`no message ${ts} in ${channel}`);
    return found;
  };

  const interactive = (user, payload) => {
    world.triggers.set(payload.trigger_id, user);
    return delivery.send('interactive', payload);
  };

  function typed(view, values) {
    const state = {};
    for (const block of view.blocks.filter((b) => b.type === 'input')) {
      const element = block.element;
      const value = values[block.block_id];
      state[block.block_id] = { [element.action_id]: entered(element, value) };
    }
    return state;
  }

  function entered(element, value) {
    const option = (v) => element.options.find((o) => o.value === v) ?? null;
    switch (element.type) {
      case 'static_select':
        return { type: element.type, selected_option: value ? option(value) : null };
      case 'checkboxes':
        return { type: element.type, selected_options: value ? [option(value)] : [] };
      default:
        return { type: element.type, value: value || null };
    }
  }

  /** Applies what the app answered to a form, as Slack's clients do. */
  function applied(id, shown, answer) {
    const action = answer.payload?.response_action;
    shown.errors = action === 'errors' ? answer.payload.errors : {};
    if (action === 'update') world.show(shown.user, answer.payload.view, id);
    else if (action !== 'errors' && answer.acknowledged) world.views.delete(id);
    return answer;
  }

  return {
    async say({ user, channel, text, thread, team, bot, file }) {
      const { edits, ...said } = world.store({
        user,
        text,
        channel,
        client_msg_id: crypto.randomUUID(),
        ...(team && { team }),
        ...(thread && { thread_ts: thread }),
        ...(bot && { bot_id: bot, subtype: 'bot_message' }),
        ...(file && { subtype: 'file_share', files: [{ id: events.ids.file(), name: file }], upload: true }),
      });
      const direct = world.direct(channel);
      const called = direct || text.includes(`<@${world.bot}>`);
      const answer = called
        ? await delivery.send('events_api', events.said(world, said, direct))
        : { acknowledged: false, reason: 'the app is not called' };
      return { ts: said.ts, ...answer };
    },

    /**
     * Says so many messages a second, evenly, whatever the app makes of them; what it does not acknowledge in time is
     * delivered again, after pauses in ms.
     * @returns of each: when it was sent first, in ms since 1970, and how long its acknowledgement took
     */
    async load({ rate, channel, messages, pauses }) {
      const begun = performance.now();
      messages.forEach(({ user }) => world.users.set(user, user));
      const deliver = async ({ user, text }) => {
        const { edits, ...said } = world.store({ user, text, channel, client_msg_id: crypto.randomUUID() });
        const payload = events.said(world, said, false);
        const sent = performance.now();
        let answer = await delivery.send('events_api', payload);
        let attempts = 1;
        for (const pause of pauses) {
          if (answer.acknowledged) break;
          await new Promise((later) => setTimeout(later, pause));
          answer = await delivery.send('events_api', payload, { retry: attempts++ });
        }
        const ms = performance.now() - sent;
        return { sent: performance.timeOrigin + sent, ms, attempts, acknowledged: answer.acknowledged };
      };
      const taken = [];
      while (taken.length < messages.length) {
        const due = Math.min(messages.length, Math.floor(((performance.now() - begun) * rate) / 1000) + 1);
        while (taken.length < due) taken.push(deliver(messages[taken.length]));
        await new Promise((later) => setTimeout(later, 2));
      }
      return { taken: await Promise.all(taken) };
    },

    async edit({ channel, ts, text, bot }) {
      const edited = message(channel, ts);
      const previous = { ...edited };
      Object.assign(edited, { text, edited: { user: edited.user, ts: events.stamp() } });
      if (bot) edited.bot_id = bot;
      const direct = world.direct(channel);
      const payload = direct
        ? events.changed(world, edited, previous, direct)
        : events.said(world, edited, direct);
      return delivery.send('events_api', payload);
    },

    remove({ channel, ts }) {
      const gone = message(channel, ts);
      world.stored.set(channel, world.messages(channel).filter((m) => m !== gone));
      return delivery.send('events_api', events.deleted(world, gone, world.direct(channel)));
    },

    slash(request) {
      const payload = events.slash(world, request);
      world.triggers.set(payload.trigger_id, request.user);
      return delivery.send('slash_commands', payload).then((answer) => {
        if (answer.payload?.response_type === 'in_channel') {
          world.store({ user: request.user, channel: request.channel, text: `${payload.command} ${payload.text}` });
        } else if (answer.payload) {
          world.ephemerals.push({ channel: request.channel, user: request.user, ...answer.payload });
        }
        return { trigger_id: payload.trigger_id, ...answer };
      });
    },

    press({ user, team, channel, ts, action_id }) {
      const card = message(channel, ts);
      const buttons = card.blocks.flatMap((b) => (b.type === 'actions' ? b.elements : []));
      const action = buttons.find((b) => b.action_id === action_id);
      if (!action) throw new Error(`no button ${action_id} on ${ts}`);
      return interactive(user, events.pressed(world, { user, team, action }, card));
    },

    shortcut({ user, team, channel, ts, callback_id }) {
      return interactive(user, events.shortcut(world, { user, team, callback_id }, message(channel, ts)));
    },

    submit({ view_id, values, team }) {
      const shown = world.views.get(view_id);
      if (!shown) throw new Error(`no view ${view_id}`);
      const view = { ...shown.view, state: { values: typed(shown.view, values) } };
      const payload = events.submitted(world, { user: shown.user, team }, view);
      return interactive(shown.user, payload).then((answer) => applied(view_id, shown, answer));
    },

    close: ({ view_id }) => world.views.delete(view_id),
    redeliver: (how) => delivery.redeliver(how),
    disconnect: ({ kind }) => delivery.disconnect(kind),
    deaf: () => delivery.deafen(),
    connections: ({ count }) => (delivery.connections = count ?? null),
    endpoint: ({ url, secret }) => (delivery.endpoint = url ? { url, secret } : null),

    /** Changes a channel; unless `quiet`, the app is told as Slack tells it. */
    async channel({ id, quiet, ...change }) {
      const channel = world.channels.get(id);
      const before = { ...channel };
      Object.assign(channel, change);
      const told = quiet ? [] : events.channelChanged(world, id, before, channel);
      const answers = [];
      for (const payload of told) answers.push(await delivery.send('events_api', payload));
      return { told: answers };
    },

    member({ channel, user, left }) {
      const type = left ? 'member_left_channel' : 'member_joined_channel';
      const content = { type, user, channel, channel_type: 'C', team: world.team, event_ts: events.stamp() };
      return delivery.send('events_api', events.event(world, content));
    },

    workspace: (change) => Object.assign(world, change),
    fault: ({ method, ...fault }) => faults.set(method, fault),

    /** Nobody answers: sockets close, calls get no connection. */
    away({ away }) {
      delivery.closed = away;
      faults.away = away;
      if (away) delivery.disconnect('cut');
    },
  };
}
