extension ReportPage {
  /// The script: it finds, filters, opens and enlarges what the page has; without it all of that can be read.
  static let script = #"""
    'use strict';
    (() => {
      const one = (id) => document.getElementById(id);
      const items = [...document.querySelectorAll('.item')];
      const [search, filter, said] = [one('search'), one('filter'), one('said')];
      one('tools').hidden = false;

      // What is found

      const texts = new Map();
      const text = (item) => {
        let known = texts.get(item);
        if (known === undefined) texts.set(item, known = item.textContent.toLowerCase());
        return known;
      };
      const ranks = { info: 1, warning: 2, error: 3 };
      const passes = (item) => {
        if (!filter.value) return true;
        if (filter.value === 'untaken') return 'untaken' in item.dataset;
        return (ranks[item.dataset.worst] || 0) >= (filter.value === 'found' ? 1 : ranks[filter.value]);
      };
      const show = () => {
        const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        let count = 0;
        for (const item of items) {
          item.hidden = !(passes(item) && words.every((word) => text(item).includes(word)));
          if (!item.hidden) count += 1;
        }
        said.textContent = words.length || filter.value ? `${count} of ${items.length} shown` : '';
      };
      let waiting;
      search.addEventListener('input', () => {
        clearTimeout(waiting);
        waiting = setTimeout(show, 120);
      });
      filter.addEventListener('change', show);
      const clear = () => {
        search.value = filter.value = '';
        show();
      };

      // What an address names

      const reveal = (element) => {
        for (let outer = element; outer; outer = outer.parentElement) {
          if (outer.tagName === 'DETAILS') outer.open = true;
          if (outer.hidden) clear();
        }
        for (const marked of document.querySelectorAll('.here')) marked.classList.remove('here');
        const rest = element.querySelector(':scope > summary') || element;
        if (rest === element && element.tabIndex < 0) element.tabIndex = -1;
        rest.focus({ preventScroll: true });
        element.scrollIntoView({ block: 'start' });
        if (element.tagName !== 'SECTION') element.classList.add('here');
      };
      const follow = () => {
        const element = location.hash.length > 1 && one(decodeURIComponent(location.hash.slice(1)));
        if (element) reveal(element);
      };
      addEventListener('hashchange', follow);
      document.addEventListener('click', (event) => {
        // The same address twice is no change of it.
        const link = event.target.closest && event.target.closest('a');
        const to = link && link.getAttribute('href');
        if (to && to === location.hash) follow();
      });

      // Light and dark

      const dark = matchMedia('(prefers-color-scheme: dark)');
      const root = document.documentElement;
      const kept = (work) => {
        try { return work(localStorage); } catch { return null; }
      };
      root.dataset.theme = kept((store) => store.getItem('plumb-theme')) || '';
      const turn = () => {
        const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
        root.dataset.theme = isDark ? 'light' : 'dark';
        kept((store) => store.setItem('plumb-theme', root.dataset.theme));
      };

      // Graphs

      const resize = (graph, factor) => {
        const svg = graph.querySelector('svg');
        const whole = svg.viewBox.baseVal;
        const scale = factor === 0 ? 1 : Math.min(4, Math.max(0.1, (svg.width.baseVal.value / whole.width) * factor));
        svg.setAttribute('width', whole.width * scale);
        svg.setAttribute('height', whole.height * scale);
      };
      const fit = (graph) => {
        const svg = graph.querySelector('svg');
        resize(graph, 0);
        resize(graph, Math.min(1, graph.clientWidth / svg.viewBox.baseVal.width));
      };
      for (const graph of document.querySelectorAll('.graph')) {
        let from;
        graph.addEventListener('pointerdown', (event) => {
          if (event.pointerType === 'mouse' && event.button === 0 && !event.target.closest('a')) {
            from = { x: event.clientX + graph.scrollLeft, y: event.clientY + graph.scrollTop };
            graph.setPointerCapture(event.pointerId);
          }
        });
        graph.addEventListener('pointermove', (event) => {
          if (from) graph.scrollTo(from.x - event.clientX, from.y - event.clientY);
        });
        for (const end of ['pointerup', 'pointercancel']) graph.addEventListener(end, () => { from = undefined; });
        graph.addEventListener('wheel', (event) => {
          if (!event.ctrlKey) return;
          event.preventDefault();
          resize(graph, event.deltaY < 0 ? 1.15 : 1 / 1.15);
        }, { passive: false });
        const bar = document.createElement('div');
        bar.className = 'zoom';
        const name = graph.getAttribute('aria-label');
        for (const [sign, word, work] of [
          ['+', 'larger', () => resize(graph, 1.25)], ['−', 'smaller', () => resize(graph, 0.8)],
          ['1:1', 'as it was', () => resize(graph, 0)], ['fit', 'as wide as the page', () => fit(graph)],
        ]) {
          const button = document.createElement('button');
          button.type = 'button';
          button.textContent = sign;
          button.title = word;
          button.setAttribute('aria-label', `${sign} ${word}: ${name}`);
          button.addEventListener('click', work);
          bar.append(button);
        }
        graph.before(bar);
      }

      // Keys

      const keys = one('keys');
      const stops = () => [...document.querySelectorAll('summary, tr.item')]
        .filter((stop) => stop.getClientRects().length > 0);
      const step = (by) => {
        const all = stops();
        const now = document.activeElement.closest('summary, tr.item');
        let place = all.indexOf(now);
        if (place < 0) {
          place = all.findIndex((stop) => stop.getBoundingClientRect().bottom > 0) - (by > 0 ? 1 : 0);
        }
        const next = all[Math.min(all.length - 1, Math.max(0, place + by))];
        if (!next) return;
        if (next.tagName === 'TR') next.tabIndex = -1;
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest' });
      };
      const all = (isOpen) => {
        for (const part of document.querySelectorAll('details')) part.open = isOpen;
      };
      one('open').addEventListener('click', () => all(true));
      one('close').addEventListener('click', () => all(false));
      one('theme').addEventListener('click', turn);
      one('help').addEventListener('click', () => keys.showModal());
      one('done').addEventListener('click', () => keys.close());
      document.addEventListener('keydown', (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
        const isTyping = ['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName);
        if (event.key === 'Escape') {
          clear();
          if (isTyping) event.target.blur();
          return;
        }
        if (isTyping) return;
        const graph = event.target.classList.contains('graph') ? event.target : null;
        const works = {
          '/': () => search.focus(), '?': () => keys.showModal(), j: () => step(1), k: () => step(-1), t: turn,
          '+': graph && (() => resize(graph, 1.25)), '-': graph && (() => resize(graph, 0.8)),
          0: graph && (() => resize(graph, 0)),
          Enter: event.target.tagName === 'TR' && (() => event.target.querySelector('a').click()),
        };
        if (!works[event.key]) return;
        event.preventDefault();
        works[event.key]();
      });
      addEventListener('beforeprint', () => all(true));
      follow();
    })();

    """#
}
