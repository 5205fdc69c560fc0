// The real elements over the canvas. The program sends differences of its tree (web-ui/mirror/difference.cpp); what
// people and assistive technology do with the elements goes back to it.

// In the order of enum class Role (web-ui/mirror/node.h): tag, role, and whether the name is the element's own text:
// all of it, or the first of its content. An alert is read out for its content; a label alone stays silent. A cell may hold
// more than its words.
const ROLES = [
  ['div', 'group'], ['section', 'region'], ['nav', ''], ['main', ''], ['header', 'banner'], ['h3', '', 'text'],
  ['span', '', 'text'], ['button', '', 'text'], ['button', 'link', 'text'], ['input', ''], ['input', ''],
  ['button', 'checkbox'], ['button', 'switch'], ['div', 'radiogroup'], ['button', 'radio', 'text'], ['button', 'combobox'],
  ['div', 'listbox'], ['div', 'option', 'text'], ['div', 'grid'], ['div', 'row'], ['button', 'columnheader', 'text'],
  ['div', 'gridcell', 'first'], ['div', 'tablist'], ['button', 'tab', 'text'], ['div', 'tabpanel'], ['div', 'dialog'],
  ['div', 'status'], ['div', 'alert', 'first'], ['div', 'progressbar'], ['div', 'img'], ['form', 'form'], ['div', 'menu'],
  ['div', 'menuitem', 'text'], ['div', 'list'], ['div', 'listitem'], ['div', 'toolbar'], ['div', 'note'],
];
const HEADING = 5;
const COMBOBOX = 15;
const TRISTATE = [null, 'false', 'true', 'mixed'];

export function create_mirror({ root, live, tell }) {
  const elements = new Map();   // id → { el, props }
  let keyboard = true;          // The last thing touched was the keyboard: a focus should be seen.
  let wanted_focus = 0;
  let modal = null;
  let focus_before_modal = null;

  const id_of = (el) => (el && el !== root ? Number(el.dataset?.node ?? 0) : 0);
  const element_of = (id) => (id === 0 ? root : elements.get(id)?.el);
  const is_text = (el) => el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement;

  function set_attribute(el, name, value) {
    if (value === null || value === undefined || value === '') el.removeAttribute(name);
    else if (el.getAttribute(name) !== String(value)) el.setAttribute(name, value);
  }

  function tag_of(props) {
    if (props.r === HEADING) return `h${Math.min(6, Math.max(1, props.lvl ?? 3))}`;
    if (props.ed) return props.ed.type === 'multiline' ? 'textarea' : 'input';
    return ROLES[props.r][0];
  }

  function make(id, props) {
    const el = document.createElement(tag_of(props));
    el.dataset.node = id;
    el.id = `n${id}`;
    if (el.tagName === 'BUTTON') el.type = 'button';
    if (is_text(el)) {
      el.spellcheck = el.tagName === 'TEXTAREA';
      // Password managers look at names.
      el.name = props.ed.auto && props.ed.auto !== 'off' ? props.ed.auto : `f${id}`;
    }
    return el;
  }

  function style_editor(el, ed) {
    if (el.tagName === 'INPUT' && el.type !== ed.type) el.type = ed.type;
    set_attribute(el, 'autocomplete', ed.auto);
    set_attribute(el, 'placeholder', ed.hint);
    set_attribute(el, 'inputmode', ed.mode);
    if (ed.end) el.dataset.end = '';
    const style = el.style;
    style.fontSize = `${ed.size}px`;
    style.fontWeight = ed.weight;
    style.lineHeight = `${ed.line}px`;
    style.padding = `${ed.top}px ${ed.right}px ${ed.top}px ${ed.left}px`;
  }

  function apply(el, props) {
    const [, role, named_by] = ROLES[props.r];
    set_attribute(el, 'role', role);
    const name = props.n ?? '';
    if (named_by === 'text') {
      if (el.textContent !== name) el.textContent = name;
    } else if (named_by === 'first') {
      if (el.firstChild?.nodeType !== Node.TEXT_NODE) el.prepend('');
      if (el.firstChild.data !== name) el.firstChild.data = name;
    } else if (props.r === COMBOBOX) {
      el.textContent = props.v ?? '';
      set_attribute(el, 'aria-label', name);
    } else {
      set_attribute(el, 'aria-label', name);
    }
    set_attribute(el, 'aria-description', props.d);
    set_attribute(el, 'tabindex', props.f ? 0 : el.tagName === 'BUTTON' || props.ed ? -1 : null);
    set_attribute(el, 'aria-disabled', props.off ? 'true' : null);
    set_attribute(el, 'aria-required', props.req ? 'true' : null);
    set_attribute(el, 'aria-invalid', props.bad ? 'true' : null);
    set_attribute(el, 'aria-modal', props.modal ? 'true' : null);
    set_attribute(el, 'aria-haspopup', props.pop ? (props.r === COMBOBOX ? 'listbox' : 'true') : null);
    set_attribute(el, 'aria-checked', TRISTATE[props.chk ?? 0]);
    set_attribute(el, 'aria-selected', TRISTATE[props.sel ?? 0]);
    set_attribute(el, 'aria-expanded', TRISTATE[props.exp ?? 0]);
    set_attribute(el, 'aria-pressed', TRISTATE[props.prs ?? 0]);
    set_attribute(el, 'aria-current', props.cur === 2 ? 'true' : null);
    set_attribute(el, 'aria-rowcount', props.rows || null);
    set_attribute(el, 'aria-colcount', props.cols || null);
    set_attribute(el, 'aria-rowindex', props.row || null);
    set_attribute(el, 'aria-colindex', props.col || null);
    set_attribute(el, 'aria-sort', props.sort ? (props.sort > 0 ? 'ascending' : 'descending') : null);
    set_attribute(el, 'aria-valuenow', props.pct ?? null);
    set_attribute(el, 'aria-valuetext', props.pct !== undefined ? props.v : null);
    set_attribute(el, 'aria-activedescendant', props.act ? `n${props.act}` : null);
    if (!props.ed) return;
    style_editor(el, props.ed);
    el.readOnly = !!props.off;
    if (props.cov) el.dataset.covered = '';
    else delete el.dataset.covered;
    const value = props.v ?? '';
    // While an input method composes, the field is its own.
    if (el.value !== value && !el.dataset.composing) {
      const at_end = el.selectionStart === el.value.length;
      const caret = el.selectionStart;
      el.value = value;
      if (document.activeElement === el && caret !== null && el.type !== 'email') {
        const place = at_end ? value.length : Math.min(caret, value.length);
        try { el.setSelectionRange(place, place); } catch { /* Some types have no selection. */ }
      }
    }
  }

  function set(id, props) {
    const known = elements.get(id);
    if (known && known.el.tagName.toLowerCase() === tag_of(props)) {
      known.props = props;
      apply(known.el, props);
      return;
    }
    const el = make(id, props);
    if (known) {
      el.style.cssText = known.el.style.cssText;
      el.append(...known.el.childNodes);
      known.el.replaceWith(el);
    }
    elements.set(id, { el, props });
    apply(el, props);
  }

  function place([id, x, y, w, h, ...cut]) {
    const el = element_of(id);
    if (!el) return;
    const style = el.style;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${w}px`;
    style.height = `${h}px`;
    style.clipPath = cut.length ? `inset(${cut[1]}px ${cut[2]}px ${cut[3]}px ${cut[0]}px)` : '';
    if (is_text(el) && el.tagName === 'INPUT') style.lineHeight = `${h}px`;
  }

  function order([parent, children]) {
    const box = element_of(parent);
    if (!box) return;
    let next = box.firstElementChild;
    for (const id of children) {
      const el = element_of(id);
      if (!el) continue;
      if (el === next) next = next.nextElementSibling;
      else box.insertBefore(el, next);
    }
  }

  function follow_modal() {
    const dialogs = [...root.children].filter((el) => el.getAttribute('aria-modal') === 'true');
    const top = dialogs.at(-1) ?? null;
    if (top === modal) return;
    if (top && !modal) focus_before_modal = id_of(document.activeElement);
    modal = top;
    for (const el of root.children) el.inert = top !== null && el !== top;
    if (top) {
      if (!wanted_focus) top.querySelector('input, textarea, [tabindex="0"]')?.focus({ preventScroll: true });
    } else if (focus_before_modal) {
      wanted_focus ||= focus_before_modal;
      focus_before_modal = null;
    }
  }

  function give_focus() {
    if (!wanted_focus) return;
    const el = element_of(wanted_focus);
    if (!el) return;
    if (el !== document.activeElement) el.focus({ preventScroll: true });
    if (document.activeElement === el) wanted_focus = 0;
  }

  function update(text) {
    const change = JSON.parse(text);
    const focused = document.activeElement;
    const focused_id = id_of(focused);
    // New elements stand where their parents will have them before anything is removed, so the focus survives moves.
    for (const [id, props] of change.set ?? []) set(id, props);
    for (const entry of change.order ?? []) order(entry);
    for (const id of change.gone ?? []) {
      element_of(id)?.remove();
      elements.delete(id);
    }
    for (const entry of change.box ?? []) place(entry);
    for (const words of change.say ?? []) {
      live.textContent = '';
      live.textContent = words;
    }
    if (change.focus) wanted_focus = change.focus;
    follow_modal();
    if (focused_id && document.activeElement !== focused && !wanted_focus) {
      // Moved in the tree or made anew: it keeps the focus. Gone: nobody has it.
      const again = element_of(focused_id);
      if (again) again.focus({ preventScroll: true });
      else if (document.activeElement === document.body) tell.focus(0, false, false);
    }
    give_focus();
  }

  root.addEventListener('focusin', ({ target }) => {
    const text = is_text(target);
    tell.focus(id_of(target), keyboard || text, text);
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (!relatedTarget || !root.contains(relatedTarget)) tell.focus(0, false, false);
  });
  root.addEventListener('click', (event) => {
    // A real mouse never gets here except in text fields; this is Enter, Space, or a screen reader.
    if (is_text(event.target)) return;
    event.preventDefault();
    const el = event.target.closest('[data-node]');
    if (el) tell.click(id_of(el));
  });
  root.addEventListener('submit', (event) => event.preventDefault());
  root.addEventListener('compositionstart', ({ target }) => { target.dataset.composing = '1'; });
  root.addEventListener('compositionend', ({ target }) => {
    delete target.dataset.composing;
    tell.text(id_of(target), target.value);
  });
  root.addEventListener('input', ({ target }) => {
    if (is_text(target)) tell.text(id_of(target), target.value);
  });
  addEventListener('keydown', () => { keyboard = true; }, { capture: true });
  addEventListener('pointerdown', () => { keyboard = false; }, { capture: true });

  return { update, is_text, count: () => elements.size };
}
