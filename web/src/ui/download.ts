import { fetchFile } from '@/api/files'
import { useAct } from './act'
import { saveFile } from './export'
import { useFileWords } from './fileWords'
import { tell } from './tell'

// A file of the server, saved on this machine: busy while it is made, its problem where that fails.
export function useDownload() {
  const { run, isBusy, problem } = useAct()
  const w = useFileWords()
  const download = (path: string, query: Record<string, string> = {}): Promise<boolean> =>
    run(async () => {
      const { name, content } = await fetchFile(path, query)
      saveFile(name, content)
      tell(w('saved', { name }))
    })
  return { download, isBusy, problem }
}
