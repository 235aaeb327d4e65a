import { onBeforeUnmount, onMounted } from 'vue'

function keepPage(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
}

// A file that misses its place must not take the page away.
export function useKeptPage(): void {
  onMounted(() => {
    addEventListener('dragover', keepPage)
    addEventListener('drop', keepPage)
  })
  onBeforeUnmount(() => {
    removeEventListener('dragover', keepPage)
    removeEventListener('drop', keepPage)
  })
}
