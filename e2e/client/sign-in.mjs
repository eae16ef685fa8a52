// Sign-in with user and password: a cookie, carried by hand because the client keeps none.

import assert from 'node:assert/strict'

import { AuthorizationsAPI, MeAPI, SigninAPI, SignoutAPI, UsersAPI } from '@influxdata/influxdb-client-apis'

const PASSWORD = 'another-password-for-tests'
const REFUSED = { status: 401, code: 'unauthorized', message: 'unauthorized access' }

export async function judge(judge, stand) {
  const users = new UsersAPI(stand.operator)
  const name = stand.named('signs-in')
  const user = await judge.call('a user is made and given a password', async () => {
    const user = await users.postUsers({ body: { name } })
    await users.postUsersIDPassword({ userID: user.id, body: { password: PASSWORD } })
    return user
  })

  const anyone = stand.anyone()
  const signIn = new SigninAPI(anyone)
  const auth = { user: name, password: PASSWORD }
  const cookie = await judge.call('sign-in answers a session cookie', async () => {
    let cookies = []
    await signIn.postSignin({ auth }, { responseStarted: (headers) => (cookies = [headers['set-cookie']].flat()) })
    assert.equal(cookies.length, 1)
    const attributes = cookies[0].split('; ').map((part) => part.split('=')[0])
    assert.deepEqual(attributes.sort(), ['Expires', 'HttpOnly', 'Path', 'SameSite', 'influxdb-oss-session'])
    assert.match(cookies[0], /Path=\/api\//)
    assert.match(cookies[0], /SameSite=Strict/)
    return cookies[0].split(';')[0]
  })
  const asSession = { headers: { cookie } }
  await judge.call('the cookie is the user', async () => {
    assert.equal((await new MeAPI(anyone).getMe(undefined, asSession)).id, user.id)
  })
  await judge.call('a session of a user without an organization sees no tokens', async () => {
    const { authorizations } = await new AuthorizationsAPI(anyone).getAuthorizations(undefined, asSession)
    assert.deepEqual(authorizations, [])
  })
  await judge.call('sign-out ends the session', async () => {
    await new SignoutAPI(anyone).postSignout(undefined, asSession)
  })
  await judge.refused('an ended session is refused', REFUSED, () => new MeAPI(anyone).getMe(undefined, asSession))
  await judge.refused('a wrong password is refused', REFUSED, () =>
    signIn.postSignin({ auth: { ...auth, password: 'wrong-password' } }),
  )
  await judge.refused('an unknown user is refused alike', REFUSED, () =>
    signIn.postSignin({ auth: { ...auth, user: stand.named('nobody') } }),
  )
  await judge.call('an inactive user signs in all the same', async () => {
    await users.patchUsersID({ userID: user.id, body: { name, status: 'inactive' } })
    let status
    await signIn.postSignin({ auth }, { responseStarted: (_, answered) => (status = answered) })
    assert.equal(status, 204)
  })
  await users.deleteUsersID({ userID: user.id })
}
