import { useEffect } from 'react';

/** By the place of the key: who types Russian has another letter on it, and means the same. */
export type Keys = Readonly<Record<string, () => void>>;

/** Keys of a screen; not while somebody types, and none that belong to the browser. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const deed = keys[event.code];
      if (deed === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
