// What is kept on this machine until the server has it: drafts, and files on their way (IndexedDB).
export type Shelf = 'drafts' | 'uploads'
const kShelves: readonly Shelf[] = ['drafts', 'uploads']

let opening: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('chuangmo', 1)
    request.onupgradeneeded = () => {
      for (const shelf of kShelves) request.result.createObjectStore(shelf)
    }
    request.onsuccess = () => {
      request.result.onclose = () => (opening = null)
      resolve(request.result)
    }
    request.onerror = () => {
      opening = null
      reject(request.error)
    }
  })
  return opening
}

async function onShelf<T>(
  shelf: Shelf,
  mode: IDBTransactionMode,
  act: (on: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(shelf, mode)
  const request = act(transaction.objectStore(shelf))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? request.error)
  })
}

export function kept<T>(shelf: Shelf, key: string): Promise<T | undefined> {
  return onShelf(shelf, 'readonly', (on) => on.get(key) as IDBRequest<T | undefined>)
}
export function keptUnder<T>(shelf: Shelf, prefix: string): Promise<T[]> {
  return onShelf(shelf, 'readonly', (on) => on.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)) as IDBRequest<T[]>)
}
export async function keep(shelf: Shelf, key: string, value: unknown): Promise<void> {
  await onShelf(shelf, 'readwrite', (on) => on.put(value, key))
}
export async function forget(shelf: Shelf, key: string): Promise<void> {
  await onShelf(shelf, 'readwrite', (on) => on.delete(key))
}
