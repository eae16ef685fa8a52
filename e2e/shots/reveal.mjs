// The dialog after a token was made, in every state.

import { expect } from '../conform/browser.mjs'

/** Until the secret is kept. */
export async function unkeptStates(page, dialog, shoot) {
  await page.keyboard.press('Escape')
  await expect(dialog.getByText('Copy it, or tick the box')).toBeVisible()
  await shoot('reveal-guarded')
  await dialog.getByRole('checkbox', { name: 'I have stored this token' }).check()
  await expect(dialog.getByText('Copy it, or tick the box')).toBeHidden()
  await shoot('reveal-acknowledged')
  await dialog.getByRole('checkbox', { name: 'I have stored this token' }).uncheck()
  await dialog.getByRole('button', { name: 'Show token' }).click()
  await dialog.getByRole('tab', { name: '.env' }).click()
  await shoot('reveal-shown')
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
    globalThis.refusing = document.execCommand
    document.execCommand = () => false
  })
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog.getByText(/refused/i).first()).toBeVisible()
  await shoot('reveal-copy-refused')
  await page.evaluate(() => {
    delete navigator.clipboard.writeText
    document.execCommand = globalThis.refusing
  })
}

/** Once it is kept: as a file, and put to the test. */
export async function keptStates(page, dialog, shoot) {
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  await (await saved).cancel()
  await expect(dialog.getByText('Handed to your browser.')).toBeVisible()
  await shoot('reveal-saved')
  // The token in the pictures is no more, so what it reads is made up.
  await page.route(/\/api\/v2\/buckets\/\w{16}$/, (route) => route.fulfill({ json: {} }))
  await dialog.getByRole('button', { name: 'Test this token' }).click()
  await expect(dialog.getByText(/^Works\./)).toBeVisible()
  await shoot('reveal-tested')
  await page.unroute(/\/api\/v2\/buckets\/\w{16}$/)
}
