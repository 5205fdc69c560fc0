// Pointer, wheel and keys of the page, told to the program. Text fields keep what is theirs.

const HANDLED_BY_WIDGETS = new Set(['grid', 'listbox', 'menu', 'tab', 'radio', 'combobox']);
const MOVING = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);
const OURS_WITH_CONTROL = new Set(['k', 's', 'Enter']);
const OURS_OUTSIDE_TEXT = new Set(['/', '?', ' ', "'"]);
const UNDO = new Set(['z', 'y']);
const MOVE = 0, DOWN = 1, UP = 2, LEAVE = 3;

export function listen_to_input({ desk, give, canvas, is_text }) {
  const point = (event, kind) => {
    const touch = event.pointerType === 'touch' ? 1 : 0;
    desk._pupitre_pointer(kind, touch, event.clientX, event.clientY, Math.max(0, event.button), performance.now());
  };
  const modifiers = (event) => desk._pupitre_modifiers(event.ctrlKey || event.metaKey ? 1 : 0, event.shiftKey ? 1 : 0, event.altKey ? 1 : 0);

  // A press beside a text field leaves it, as everywhere; what was typed is then saved.
  const leave_text = () => { if (is_text(document.activeElement)) document.activeElement.blur(); };
  let finger_start = null;

  addEventListener('pointermove', (event) => point(event, MOVE));
  addEventListener('pointerdown', (event) => {
    modifiers(event);
    finger_start = { x: event.clientX, y: event.clientY };
    if (!is_text(event.target) && event.pointerType !== 'touch') leave_text();
    point(event, DOWN);
    if (is_text(event.target)) return;
    // The focus goes where the program puts it, not to the page's body in between.
    if (event.pointerType !== 'touch') event.preventDefault();
    canvas.setPointerCapture?.(event.pointerId);
  });
  canvas.addEventListener('mousedown', (event) => event.preventDefault());
  addEventListener('pointerup', (event) => {
    // A finger that only scrolls keeps the field and its keyboard.
    const stayed = finger_start && Math.hypot(event.clientX - finger_start.x, event.clientY - finger_start.y) < 8;
    if (event.pointerType === 'touch' && stayed && !is_text(event.target)) leave_text();
    point(event, UP);
  });
  addEventListener('pointercancel', (event) => point(event, LEAVE));
  document.documentElement.addEventListener('pointerleave', (event) => point(event, LEAVE));
  addEventListener('contextmenu', (event) => {
    if (!is_text(event.target)) event.preventDefault();
  });

  addEventListener('wheel', (event) => {
    if (event.ctrlKey) return;  // The browser's zoom.
    if (event.target instanceof HTMLTextAreaElement && event.target.scrollHeight > event.target.clientHeight + 1 &&
        event.target === document.activeElement) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? innerHeight * 0.9 : 1;
    const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    desk._pupitre_wheel(dx * unit, dy * unit, event.clientX, event.clientY, performance.now());
  }, { passive: false });

  addEventListener('keydown', (event) => {
    modifiers(event);
    if (event.isComposing || event.key === 'Tab' || event.key === 'Process' || event.key === 'Dead') return;
    const control = event.ctrlKey || event.metaKey;
    const in_text = is_text(event.target);
    const key = event.key.length === 1 && control ? event.key.toLowerCase() : event.key;
    if (in_text && control && !OURS_WITH_CONTROL.has(key)) return;  // Copy, paste, undo of typing.
    if (in_text && !control && (key.length === 1 || key === 'Backspace' || key === 'Delete')) return;
    const in_widget = HANDLED_BY_WIDGETS.has(event.target.getAttribute?.('role')) || event.target.tagName === 'BUTTON';
    const prevent = (control && OURS_WITH_CONTROL.has(key)) ||
      (!in_text && control && UNDO.has(key)) ||
      (!in_text && !control && !event.altKey && OURS_OUTSIDE_TEXT.has(key) && !(key === ' ' && event.target.tagName === 'BUTTON')) ||
      (!in_text && MOVING.has(key) && (in_widget || event.target === document.body)) ||
      (event.target.tagName === 'INPUT' && (key === 'ArrowUp' || key === 'ArrowDown'));
    if (prevent) event.preventDefault();
    desk._pupitre_key(give(key), control ? 1 : 0, event.shiftKey ? 1 : 0, event.altKey ? 1 : 0, in_text ? 1 : 0);
  });
  addEventListener('keyup', modifiers);
  addEventListener('blur', () => desk._pupitre_modifiers(0, 0, 0));

  let dragged = 0;
  addEventListener('dragenter', (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return;
    if (dragged++ === 0) desk._pupitre_file_hovers(1);
  });
  addEventListener('dragleave', () => {
    if (dragged > 0 && --dragged === 0) desk._pupitre_file_hovers(0);
  });
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    dragged = 0;
    desk._pupitre_file_hovers(0);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0 && desk.pupitre_take_files?.(files)) return;
    const file = files[0];
    if (file) hand_over_file(desk, give, file);
  });
}

/** Gives a file's bytes to the program. */
export async function hand_over_file(desk, give, file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const memory = desk._malloc(bytes.length || 1);
  desk.HEAPU8.set(bytes, memory);
  desk._pupitre_file(give(file.name), memory, bytes.length);
}
