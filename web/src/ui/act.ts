import { ref, shallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

// One act of a person at a time: busy while it runs, its problem where it failed.
//   const { run, isBusy, problem } = useAct();  await run(async () => { … })
export function useAct() {
  const isBusy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  async function run(act: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    problem.value = null
    try {
      await act()
      return true
    } catch (error) {
      problem.value = asProblem(error)
      return false
    } finally {
      isBusy.value = false
    }
  }
  return { run, isBusy, problem }
}
