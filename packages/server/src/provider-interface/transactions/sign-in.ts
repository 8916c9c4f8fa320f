import { signIn, signOut } from '@gongji/store/provider-interface';
import { beijingTime } from '../message/beijing-time.ts';
import { reject } from '../reading/rejections.ts';
import { done, effect, rejected } from '../transaction.ts';

export const signIn9001 = effect({
  infno: '9001',
  name: { zh: '签到', en: 'Sign in' },
  openToSuspended: true,
  read: (input) => {
    const f = input.one(['signIn', 'signin', 'data']);
    return {
      operatorNo: f.maybeText(['opter_no', 'opter'], 20) ?? '',
      mac: f.maybeText('mac', 40) ?? '',
      ip: f.maybeText('ip', 60) ?? '',
    };
  },
  run: async (call, input, tx) => {
    const signNo = call.services.newId();
    await signIn(tx, { ...input, institutionCode: call.institution.code, signNo, at: call.receivedAt });
    return done(signNo);
  },
  write: (signNo, call) => ({ signinoutb: { sign_time: beijingTime(call.receivedAt), sign_no: signNo } }),
});

export const signOut9002 = effect({
  infno: '9002',
  name: { zh: '签退', en: 'Sign out' },
  openToSuspended: true,
  read: (input) => ({ signNo: input.one(['signOut', 'signout', 'data']).text('sign_no', 30) }),
  run: async (call, { signNo }, tx) => {
    const out = await signOut(tx, { institutionCode: call.institution.code, signNo, at: call.receivedAt });
    return out ? done(undefined) : rejected(reject('record-unknown', { field: 'sign_no', value: signNo }));
  },
  write: (_, call) => ({ signoutoutb: { sign_time: beijingTime(call.receivedAt) } }),
});
