// More buckets than one page of the API holds: every one is offered, and every one can be granted.

import { expect } from './browser.mjs'
import * as form from './form.mjs'
import { enterOrg } from './sign-in.mjs'

export async function offersManyBuckets(steps, page, { stage, about, server }) {
  const many = await steps.step('120 more buckets are made', () => server.makeManyBuckets())
  const pattern = `${stage.prefix}-many-*`
  await steps.step('all of them are offered', async () => {
    // Objects are fetched once a sitting; a sitting begins with the page.
    await page.reload()
    await enterOrg(page, about.org.name)
    await form.openForm(page)
    await form.filter(page).fill(pattern)
    await expect(page.getByText(new RegExp(`^${many.length} of [\\d,]+ match$`)).first()).toBeVisible()
    const grid = page.getByRole('grid', { name: 'Buckets, Read and Write' })
    await expect(grid).toHaveAttribute('aria-rowcount', `${many.length + 1}`)
    await form.filter(page).fill(`${stage.prefix}-many-${many.length}`)
    await expect(form.tick(page, 'Read', `bucket ${stage.prefix}-many-${many.length}`)).toBeVisible()
  })
  await steps.step('all of them are granted by the head of the column, and nothing else', async () => {
    await form.filter(page).fill(pattern)
    await page.getByRole('checkbox', { name: `Read for ${many.length} shown buckets` }).check()
    await form.description(page).fill(`${stage.prefix} reads many`)
    const stored = await server.stored(await form.create(page))
    const one = ({ id }) => ({ action: 'read', resource: { type: 'buckets', id, orgID: about.org.id } })
    form.assertGrants(stored, many.map(one))
    await form.copyAndClose(page)
  })
}
