import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useQuery } from './query'

test('filters live in the address; those set together go there together', async () => {
  const filters = defineComponent({
    setup: () => ({ unit: useQuery('unit'), state: useQuery('state', 'open') }),
    template: '<p>{{ unit }} {{ state }}</p>',
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: filters }] })
  await router.push('/?unit=市统计局&state=done&page=2')
  const page = mount(filters, { global: { plugins: [router] } })
  expect(page.text()).toBe('市统计局 done')

  page.vm.unit = ''
  page.vm.state = 'open'
  await new Promise((done) => setTimeout(done))
  expect(router.currentRoute.value.fullPath).toBe('/?page=2')
  expect(page.text()).toBe('open')
})
