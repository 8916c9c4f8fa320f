import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, envelope, HOSPITAL, openDesk } from './testing/desk.ts';
import { identity, PERSON_1, PERSON_2 } from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const download = async (fileNo: string, filename: string, owner: string) => {
  const input = { fsDownloadIn: { file_qury_no: fileNo, filename, fixmedins_code: owner } };
  return desk.post(JSON.stringify({ ...envelope('9102', desk.nextMsgid(), HOSPITAL), input }));
};

describe('registers', () => {
  it('1201 finds an institution by name', async () => {
    const reply = await desk.send('1201', {
      medinsinfo: { fixmedins_type: '1', fixmedins_name: '第一人民' },
    });
    expect(reply.output.medinsinfo).toMatchObject([
      { fixmedins_code: HOSPITAL, hosp_lv: '2', uscc: '129901000000000001' },
    ]);
    expect((await desk.send('1201', { medinsinfo: { fixmedins_type: '1' } })).err_msg).toContain(
      'field-missing',
    );
  });

  it('1101 shows special groups', async () => {
    const reply = await desk.send('1101', {
      data: { mdtrt_cert_type: '01', mdtrt_cert_no: 'TOKEN2', psn_cert_type: '01', certno: '', psn_name: '' },
    });
    expect(reply.output.baseinfo.psn_no).toBe(PERSON_2.psn_no);
    expect(reply.output.idetinfo).toMatchObject([{ psn_idet_type: '2303', begntime: '2025-01-01 00:00:00' }]);
  });

  it('2001 says why a person is not entitled', async () => {
    const ask = (insutype: string, medType: string) =>
      desk.send('2001', {
        data: {
          psn_no: PERSON_1.psn_no,
          insutype,
          fixmedins_code: HOSPITAL,
          med_type: medType,
          begntime: '2026-05-10 08:00:00',
          dise_codg: 'M03900',
        },
      });
    expect((await ask('390', '11')).output.trtinfo[0]).toMatchObject({ trt_enjymnt_flag: '0' });
    expect((await ask('310', '14')).output.trtinfo[0].trt_chk_rslt).toContain('慢特病');
    // 普通门诊 is paid by the pooled fund, a pharmacy by the personal account alone, 生育 not at all by this policy.
    expect((await ask('310', '11')).output.trtinfo).toMatchObject([
      { fund_pay_type: '310100', trt_enjymnt_flag: '1', trt_chk_rslt: '' },
    ]);
    const [pharmacy] = (await ask('310', '41')).output.trtinfo;
    expect(pharmacy).toMatchObject({ fund_pay_type: '310100', trt_enjymnt_flag: '0' });
    expect(pharmacy.trt_chk_rslt).toContain('个人账户');
    const [birth] = (await ask('310', '52')).output.trtinfo;
    expect(birth).toMatchObject({ trt_enjymnt_flag: '0' });
    expect(birth.trt_chk_rslt).toContain('benefit-not-found');
  });
});

describe('catalogues', () => {
  it('1301 with 9102 gives a zip with one line of 97 columns per item above the version held', async () => {
    const all = await desk.send('1301', { data: { ver: 'v0000' } });
    expect(all.output).toMatchObject({ data_cnt: 4 });
    const response = await download(all.output.file_qury_no, all.output.filename, 'plc');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const rows = strFromU8(files['1301.txt'] ?? new Uint8Array())
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(rows.map((row) => row.length)).toEqual([97, 97, 97, 97]);
    expect([rows[0]?.[0], rows[0]?.[3], rows[0]?.[9], rows[0]?.[91]]).toEqual([
      'XA01',
      '阿莫西林胶囊',
      'null',
      '甲',
    ]);
    const newer = await desk.send('1301', { data: { ver: '1' } });
    expect(newer.output.data_cnt).toBe(1);
    expect(await (await download('404', 'x', 'plc')).json()).toMatchObject({ infcode: -1 });
  });

  it('1303 and 1305 to 1309 have the columns of their kind', async () => {
    await desk.db.owner.query(`
      insert into catalogue_item (list_code, hilist_code, name, list_type, item_class, charge_type, kind, restricted, valid_from, version)
      values ('B001', 'B001', '院内清咽合剂', '103', 'B', '09', 'drug', false, '2020-01-01', '1'),
             ('M001', 'M001', '蒙药三味散', '104', 'B', '11', 'drug', false, '2020-01-01', '1'),
             ('C001', 'C001', '一次性导管', '301', 'B', '08', 'consumable', false, '2020-01-01', '1');
      insert into disease (disease_code, disease_kind, name) values ('47.0900', 'procedure', '阑尾切除术')`);
    for (const [infno, count, columns] of [
      ['1303', 1, 83],
      ['1306', 1, 71],
      ['1308', 1, 24],
      ['1305', 1, 19],
      ['1307', 1, 24],
      ['1309', 1, 16],
      ['1302', 0, 0],
    ] as const) {
      const { output } = await desk.send(infno, { data: { ver: '0' } });
      expect([infno, output.data_cnt]).toEqual([infno, count]);
      const files = unzipSync(
        new Uint8Array(await (await download(output.file_qury_no, output.filename, 'plc')).arrayBuffer()),
      );
      const text = strFromU8(Object.values(files)[0] ?? new Uint8Array());
      expect(text === '' ? 0 : text.trimEnd().split('\t').length).toBe(columns);
    }
  });

  it('1304 finds ethnic medicines and nothing else', async () => {
    const { output } = await desk.send('1304', {
      data: { page_num: 1, page_size: 10, updt_time: '2020-01-01' },
    });
    expect(output.data).toMatchObject([
      { med_list_codg: 'M001', drug_prodname: '蒙药三味散', vali_flag: '1' },
    ]);
  });

  it('1312, 1316, 1318 and 1319 are paged', async () => {
    const page = { updt_time: '2020-01-01', page_num: 2, page_size: 2 };
    const items = await desk.send('1312', { data: { ...page, list_type: '101' } });
    expect(items.output).toMatchObject({
      pageNum: 2,
      pages: 2,
      recordCounts: 4,
      startRow: 3,
      endRow: 4,
      lastPage: true,
    });
    expect(items.output.data[1]).toMatchObject({ hilist_code: 'XR01', chrgitm_lv: '02', lmt_used_flag: '1' });
    expect((await desk.send('1316', { data: { med_list_codg: 'S001' } })).output.data).toMatchObject([
      { hilist_code: 'S001', list_type: '201' },
    ]);
    expect((await desk.send('1318', { data: { hilist_code: 'S001' } })).output.data).toMatchObject([
      { hilist_pric_uplmt_amt: 50, hilist_lmtpric_type: '03' },
    ]);
    expect(
      (await desk.send('1319', { data: { hilist_code: 'XR01', selfpay_prop_psn_type: '310' } })).output.data,
    ).toMatchObject([{ selfpay_prop: 0.2 }]);
  });

  it('3301 maps an own code, 1317 shows it, 3302 takes it back', async () => {
    const mapping = {
      fixmedins_hilist_id: 'L1',
      fixmedins_hilist_name: '阿莫西林',
      list_type: '101',
      med_list_codg: 'XA01',
      begndate: '2026-01-01',
      enddate: '2099-12-31',
    };
    expect((await desk.send('3301', { data: [mapping] })).infcode).toBe(0);
    expect((await desk.send('3301', { data: [{ ...mapping, med_list_codg: 'NONE' }] })).err_msg).toContain(
      'item-unknown',
    );
    expect((await desk.send('1317', { data: { medins_list_codg: 'L1' } })).output.data).toMatchObject([
      { med_list_codg: 'XA01' },
    ]);
    // It waits for the agency, and the item is one of the institution's.
    const { rows } = await desk.db.owner.query(
      `select m.state, m.submitted_by, i.name from catalogue_mapping m join institution_item i using (institution_code, local_code)
        where m.institution_code = $1 and m.local_code = 'L1'`,
      [HOSPITAL],
    );
    expect(rows).toMatchObject([{ state: 'submitted', name: '阿莫西林' }]);
    // Approved, it stays so when it comes again unchanged, and waits again under another name.
    const state = async () =>
      (await desk.db.owner.query(`select state from catalogue_mapping where local_code = 'L1'`)).rows[0]
        .state;
    await desk.db.owner.query(`update catalogue_mapping set state = 'approved', decided_by = 'reviewer'`);
    expect((await desk.send('3301', { data: [{ ...mapping, enddate: '2098-12-31' }] })).infcode).toBe(0);
    expect(await state()).toBe('approved');
    const renamed = { ...mapping, fixmedins_hilist_name: '阿莫西林胶囊' };
    expect((await desk.send('3301', { data: [renamed] })).infcode).toBe(0);
    expect(await state()).toBe('submitted');
    const named = {
      data: { fixmedins_code: HOSPITAL, fixmedins_hilist_id: 'L1', list_type: '101', med_list_codg: 'XA01' },
    };
    expect((await desk.send('3302', named)).infcode).toBe(0);
    expect((await desk.send('3302', named)).err_msg).toContain('record-unknown');
  });

  it('1901 lists a dictionary', async () => {
    const reply = await desk.send('1901', {
      data: { type: 'chrgitm_lv', admdvs: '990100', date: '2026-05-10' },
    });
    expect(reply.output.list).toContainEqual(expect.objectContaining({ value: '02', label: '乙类' }));
    expect((await desk.send('1901', { data: { type: 'nonsense' } })).infcode).toBe(-1);
  });
});

describe('filings', () => {
  const chronic = (code: string) => ({
    data: {
      psn_no: PERSON_1.psn_no,
      insutype: '310',
      opsp_dise_code: code,
      opsp_dise_name: '高血压',
      insu_optins: '990100',
      ide_fixmedins_no: HOSPITAL,
      ide_fixmedins_name: '共济',
      hosp_ide_date: '2026-05-01',
      diag_dr_codg: 'D1',
      diag_dr_name: '赵',
      begndate: '2026-05-01',
      enddate: '',
    },
  });

  it('2503 files a chronic disease, 5301 shows it, 2504 withdraws it once', async () => {
    expect((await desk.send('2503', chronic('M99999'))).err_msg).toContain('code-unknown');
    const msgid = desk.nextMsgid();
    const filed = await desk.send('2503', chronic('M03900'), { msgid });
    expect(await desk.send('2503', chronic('M03900'), { msgid })).toEqual(filed);
    expect((await desk.send('2503', chronic('M03900'))).err_msg).toContain('record-exists');
    expect((await desk.send('5301', { data: { psn_no: PERSON_1.psn_no } })).output.feedetail).toMatchObject([
      { opsp_dise_code: 'M03900', begndate: '2026-05-01', enddate: '' },
    ]);
    const withdraw = {
      data: { trt_dcla_detl_sn: filed.output.result.trt_dcla_detl_sn, psn_no: PERSON_1.psn_no, memo: '误登' },
    };
    expect((await desk.send('2504', withdraw)).infcode).toBe(0);
    expect((await desk.send('2504', withdraw)).err_msg).toContain('record-unknown');
    expect((await desk.send('5301', { data: { psn_no: PERSON_1.psn_no } })).output.feedetail).toEqual([]);
  });

  it('2505 with 5302 and 2506, 2501 with 5304 and 2507 keep their own', async () => {
    const designated = {
      data: {
        psn_no: PERSON_1.psn_no,
        biz_appy_type: '3',
        begndate: '2026-01-01',
        fix_srt_no: '1',
        fixmedins_code: HOSPITAL,
        fixmedins_name: '共济',
      },
    };
    const chosen = await desk.send('2505', designated);
    expect(chosen.infcode).toBe(0);
    const choices = async () =>
      (await desk.send('5302', { data: { psn_no: PERSON_1.psn_no, biz_appy_type: '03' } })).output
        .psnfixmedin;
    expect(await choices()).toMatchObject([{ fixmedins_code: HOSPITAL }]);
    const { trt_dcla_detl_sn } = chosen.output.result;
    const withdraw = { data: { trt_dcla_detl_sn, psn_no: PERSON_1.psn_no, memo: '改选' } };
    expect((await desk.send('2506', withdraw)).infcode).toBe(0);
    expect((await desk.send('2506', withdraw)).err_msg).toContain('record-unknown');
    expect(await choices()).toEqual([]);
    const transfer = {
      refmedin: {
        psn_no: PERSON_1.psn_no,
        insutype: '310',
        diag_code: 'I10.x00',
        diag_name: '高血压',
        reflin_medins_no: 'H99020100001',
        reflin_medins_name: '省医',
        mdtrtarea_admdvs: '990200',
        refl_type: '2',
        refl_date: '2026-05-09',
        refl_rea: '病情',
        refl_opnn: '同意',
      },
    };
    expect((await desk.send('2501', transfer)).output.result.trt_dcla_detl_sn).toMatch(/^\d+$/);
    expect(
      (await desk.send('5304', { data: { psn_no: PERSON_1.psn_no, begntime: '2026-05-01' } })).output
        .refmedin,
    ).toMatchObject([{ reflin_medins_no: 'H99020100001', out_flag: '1' }]);
    const accident = {
      data: {
        dcla_souc: '01',
        ...identity(PERSON_1),
        insu_admdvs: '990100',
        chk_pay_flag: '1',
        begndate: '2026-05-01',
      },
    };
    expect((await desk.send('2507', accident)).infcode).toBe(0);
  });
});

describe('departments and staff', () => {
  it('3401, 3402, 5101, 3403 and 5102', async () => {
    const dept = {
      hosp_dept_codg: 'N1',
      caty: 'A03',
      hosp_dept_name: '内科',
      begntime: '2020-01-01 00:00:00',
      itro: '内科',
      dept_resper_name: '赵',
      dept_resper_tel: '1',
      dept_estbdat: '2000-01-01',
      aprv_bed_cnt: 40,
      poolarea_no: '990100',
      dr_psncnt: 9,
      phar_psncnt: 1,
      nurs_psncnt: 12,
      tecn_psncnt: 2,
    };
    expect((await desk.send('3401', { deptinfo: dept })).infcode).toBe(0);
    expect((await desk.send('3401', { deptinfo: dept })).err_msg).toContain('3402');
    expect((await desk.send('3402', { deptinfo: { ...dept, hosp_dept_name: '大内科' } })).infcode).toBe(0);
    expect((await desk.send('5101', {})).output.feedetail).toMatchObject([
      { hosp_dept_name: '大内科', aprv_bed_cnt: '40' },
    ]);
    expect((await desk.send('3403', { data: { hosp_dept_codg: 'N1' } })).infcode).toBe(0);
    expect((await desk.send('5102', { data: { prac_psn_type: '1' } })).output.feedetail).toMatchObject([
      { prac_psn_code: 'D990101000001', hi_dr_flag: '1' },
    ]);
  });

  it('9001 and 9002 sign in and out', async () => {
    const input = { signIn: { opter_no: 'op1', mac: '00-00', ip: '127.0.0.1' } };
    const { sign_no, sign_time } = (await desk.send('9001', input)).output.signinoutb;
    expect(sign_time).toBe('2026-05-10 10:00:00');
    expect((await desk.send('9002', { signOut: { sign_no, opter_no: 'op1' } })).infcode).toBe(0);
    expect((await desk.send('9002', { signOut: { sign_no, opter_no: 'op1' } })).infcode).toBe(-1);
  });
});

describe('files', () => {
  it('9101 takes bytes, base64 and multipart, and 9102 gives the same bytes to the owner only', async () => {
    const bytes = Uint8Array.from([0, 1, 127, 128, 255]);
    const form = new FormData();
    form.set(
      'jsonStr',
      JSON.stringify({
        ...envelope('9101', desk.nextMsgid(), HOSPITAL),
        input: { fsUploadIn: { filename: 'c.bin', fixmedins_code: HOSPITAL } },
      }),
    );
    form.set('file', new Blob([bytes]), 'c.bin');
    const replies = [
      await desk.send('9101', {
        fsUploadIn: { in: [0, 1, 127, -128, -1], filename: 'a.bin', fixmedins_code: HOSPITAL },
      }),
      await desk.send('9101', {
        fsUploadIn: {
          in: Buffer.from(bytes).toString('base64'),
          filename: 'b.bin',
          fixmedins_code: HOSPITAL,
        },
      }),
      await (await fetch(`${desk.url}/fsi/api/file`, { method: 'POST', body: form })).json(),
    ];
    for (const reply of replies) {
      expect(reply).toMatchObject({ infcode: 0 });
      const { file_qury_no, filename } = (reply as { output: { file_qury_no: string; filename: string } })
        .output;
      const got = new Uint8Array(await (await download(file_qury_no, filename, HOSPITAL)).arrayBuffer());
      expect([...got]).toEqual([...bytes]);
      const stranger = await desk.send(
        '9102',
        { fsDownloadIn: { file_qury_no, filename, fixmedins_code: HOSPITAL } },
        { institution: 'P99010100002' },
      );
      expect(stranger.infcode).toBe(-1);
    }
    expect((await desk.send('9101', { fsUploadIn: { in: [256], filename: 'd' } })).err_msg).toContain(
      'fsUploadIn.in',
    );
  });
});
