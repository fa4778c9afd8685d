// What the pages do by themselves; without it they are plain forms. It comes in one file behind htmx and its extension.
(() => {
  // The one way from text to HTML is htmx, which is given what this server has sent. No attribute is ever run.
  const never = () => { throw new Error('scripts in attributes are off'); };
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy('console', { createHTML: html => html })
    : { createHTML: html => html };
  htmx.registerExtension('console', { init: api => api.initSecurity(policy, never, never) });

  const $ = id => document.getElementById(id);

  // --- the log: new commands at its end, changed ones in their place -------------------------------------------------

  const atEnd = log => log.scrollHeight - log.scrollTop - log.clientHeight < 160;
  const toEnd = () => { const log = $('log'); if (log) log.scrollTop = log.scrollHeight; };
  let follow = true, mine = false;

  function live(state, words) {
    const sign = $('live');
    if (!sign) return;
    sign.dataset.state = state;
    sign.querySelector('.live-t').textContent = words;
  }

  document.addEventListener('htmx:sse:before:message', event => {
    const message = event.detail.message;
    if (message.event) return;
    const id = /^<li class="msg" id="(m-[0-9a-z-]+)"/.exec(message.data)?.[1];
    if (!id) { event.detail.cancelled = true; return; }
    const log = $('log'), before = $(id);
    if (!log && !before) { event.detail.cancelled = true; return; }
    follow = log && (mine || atEnd(log));
    $('empty')?.remove();
    speak(before?.dataset.state, message.data);
    message.data = before
      ? `<hx-partial hx-target="#${id}" hx-swap="outerMorph">${message.data}</hx-partial>`
      : `<hx-partial hx-target="#log" hx-swap="beforeend">${message.data}</hx-partial>`;
  });

  document.addEventListener('htmx:sse:after:message', () => {
    if (follow) toEnd();
    mine = false;
    localTimes();
    if ($('log')) countWaiting();
    if ($('story')) htmx.trigger('#story', 'console:changed');
  });

  // Who hears the page is told states, not each step on the way.
  function speak(before, html) {
    const words = /data-state="([^"]*)" data-say="([^"]*)"/.exec(html);
    if (words && words[1] !== before) $('say').textContent = unescaped(words[2]);
  }

  const unescaped = text => text.replace(/&(amp|lt|gt|quot|#39);/g,
    (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]);

  function countWaiting() {
    const waiting = document.querySelectorAll('.log .card.t-waiting').length;
    document.title = document.title.replace(/^(\(\d+\) )?/, waiting ? `(${waiting}) ` : '');
  }

  // --- the stream ----------------------------------------------------------------------------------------------------

  document.addEventListener('htmx:sse:after:connection', () => live('on', 'Live'));
  document.addEventListener('htmx:sse:error', () => live('off', 'Reconnecting'));
  document.addEventListener('htmx:sse:before:connection', event => {
    if (event.detail.connection.attempt > 0 && !document.hidden) live('off', 'Reconnecting');
  });
  document.addEventListener('away', () => live('off', 'The cluster does not answer: this may be old'));
  document.addEventListener('back', () => live('on', 'Live'));
  document.addEventListener('signedout', () => location.assign('/console/signin?ended=1&to=' + encodeURIComponent(location.pathname)));
  document.addEventListener('reload', () => location.reload());

  // htmx comes back to a stream that was cut, but not to one that never came about.
  let pause = 1000;
  function watch() {
    const feed = $('feed');
    if (!feed) return;
    if (feed._htmx?.sse) {
      pause = 1000;
    } else {
      live('off', 'Reconnecting');
      feed.dispatchEvent(new CustomEvent('console:retry'));
      pause = Math.min(pause * 2, 30000);
    }
    setTimeout(watch, pause);
  }

  // --- the field: suggestions, earlier lines -------------------------------------------------------------------------

  const said = [];
  let earlier = 0, chosen = -1;
  const options = () => [...document.querySelectorAll('#suggestions:not([hidden]) [role=option]')];

  function choose(index) {
    const all = options();
    chosen = all.length ? (index + all.length + 1) % (all.length + 1) : -1;
    if (chosen === all.length) chosen = -1;
    all.forEach((option, i) => option.setAttribute('aria-selected', i === chosen));
    const text = $('text');
    if (chosen >= 0) text.setAttribute('aria-activedescendant', all[chosen].id);
    else text.removeAttribute('aria-activedescendant');
  }

  function accept(option) {
    const text = $('text');
    text.value = option.dataset.line;
    // Who types on at once must not choose again from the list that was.
    closeSuggestions();
    text.focus();
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function closeSuggestions() {
    const list = $('suggestions');
    if (list) list.hidden = true;
    choose(-1);
    $('text')?.setAttribute('aria-expanded', 'false');
  }

  document.addEventListener('htmx:after:swap', event => {
    const text = $('text');
    if (!text) return;
    // An answer to what was being typed may come after that was sent.
    if (event.detail.ctx?.sourceElement === text && !text.value.trim()) $('draft').replaceChildren();
    chosen = -1;
    text.removeAttribute('aria-activedescendant');
    text.setAttribute('aria-expanded', String(options().length > 0));
    localTimes();
  });

  document.addEventListener('mousedown', event => {
    const option = event.target.closest?.('#suggestions [role=option]');
    if (option) { event.preventDefault(); accept(option); }
  });

  document.addEventListener('submit', event => {
    const text = event.target.querySelector('#text');
    if (!text) return;
    if (text.value.trim()) said.push(text.value);
    earlier = said.length;
    mine = true;
  }, true);

  document.addEventListener('htmx:after:request', event => {
    const { sourceElement, response } = event.detail.ctx ?? {};
    if (sourceElement?.id === 'composer' && response?.status === 200) $('text').value = '';
    if (sourceElement?.id === 'composer') closeSuggestions();
  });

  // What was typed stays, and so does the key of the form: sent again it counts once.
  document.addEventListener('htmx:error', event => {
    const source = event.detail.ctx?.sourceElement;
    const place = source?.id === 'composer' ? $('draft') : source?.querySelector?.('.told');
    if (place) place.textContent = 'The console does not answer. It may not be recorded: send the same again in a minute.';
  });

  document.addEventListener('input', event => { if (event.target === $('text')) choose(-1); });

  function fieldKey(event, text) {
    const open = options().length > 0;
    const down = event.key === 'ArrowDown', up = event.key === 'ArrowUp';
    if ((down || up) && open && (chosen >= 0 || down || text.value)) {
      event.preventDefault();
      choose(chosen + (down ? 1 : -1));
    } else if ((down || up) && said.length) {
      event.preventDefault();
      earlier = Math.max(0, Math.min(said.length, earlier + (up ? -1 : 1)));
      text.value = said[earlier] ?? '';
    } else if (open && chosen >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      accept(options()[chosen]);
    } else if (open && event.key === 'Tab' && !event.shiftKey && text.value && options()[0].dataset.line !== text.value) {
      event.preventDefault();
      accept(options()[0]);
    } else if (event.key === 'Escape') {
      if (open) closeSuggestions(); else text.blur();
    }
  }

  document.addEventListener('keydown', event => {
    const text = $('text');
    if (event.target === text) return fieldKey(event, text);
    if (event.target.matches?.('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && text) { event.preventDefault(); text.focus(); }
    if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
  });

  document.addEventListener('focusout', event => { if (event.target === $('text')) closeSuggestions(); });

  // From card to card.
  function step(by) {
    const cards = [...document.querySelectorAll('.log .card')];
    if (!cards.length) return;
    const at = cards.findIndex(card => card.contains(document.activeElement));
    const next = at < 0 ? cards.length - 1 : Math.max(0, Math.min(cards.length - 1, at + by));
    cards[next].focus();
  }

  // --- the rest ------------------------------------------------------------------------------------------------------

  function localTimes() {
    const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
    const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    const exact = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    const today = new Date().toDateString();
    for (const time of document.querySelectorAll('time[datetime]:not([title])')) {
      const at = new Date(time.dateTime);
      time.title = time.dateTime;
      const hours = 'exact' in time.dataset ? exact : clock;
      time.textContent = (at.toDateString() === today ? hours : day).format(at);
    }
  }

  $('theme')?.addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme === 'dark'
      || (root.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('theme', root.dataset.theme); } catch { /* then it holds for this page */ }
  });

  addEventListener('DOMContentLoaded', () => {
    toEnd();
    localTimes();
    if ($('log')) countWaiting();
    setTimeout(watch, 3000);
  });
})();
