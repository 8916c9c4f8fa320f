import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Pool } from '@gongji/store';

/** Two persons, a hospital, a pharmacy, a handful of items, and a policy whose figures a person can check by hand. */
export async function seed(owner: Pool): Promise<void> {
  await owner.query(`
    insert into region values ('990100', '共济市');
    insert into institution (institution_code, region_code, name, uscc, institution_type, hosp_lv, level, grade, kind, clearing_office)
    values ('H99010100001', '990100', '共济市第一人民医院', '129901000000000001', '1', '2', 'tertiary', 'A', 'general', '990100'),
           ('P99010100002', '990100', '共济大药房', '919901000000000002', '2', '11', 'primary', 'none', 'pharmacy', '990100');
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, card_no, voucher_token)
    values ('990100', 1, '99010000000000000001', '张三', '990101198001010015', '1', '1980-01-01', 'C0000001', 'TOKEN1'),
           ('990100', 2, '99010000000000000002', '李四', '990101199002020026', '2', '1990-02-02', 'C0000002', 'TOKEN2');
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier)
    values ('990100', 1, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 'none'),
           ('990100', 2, 'resident', '390', '2020-01-01', '2020-01-01', '15', 'adult', 'tier1');
    insert into personal_account (region_code, person_id, balance_fen) values ('990100', 1, 50000);
    insert into person_group (region_code, person_id, group_name, idet_type, valid_from)
    values ('990100', 2, 'lowIncome', '2303', '2025-01-01');
    insert into catalogue_item (list_code, hilist_code, name, list_type, item_class, charge_type, kind, restricted, valid_from, version)
    values ('XA01', 'XA01', '阿莫西林胶囊', '101', 'A', '09', 'drug', false, '2020-01-01', '1'),
           ('XB01', 'XB01', '头孢克肟片', '101', 'B', '09', 'drug', false, '2020-01-01', '1'),
           ('XC01', 'XC01', '维生素片', '101', 'C', '09', 'drug', false, '2020-01-01', '1'),
           ('XR01', 'XR01', '人血白蛋白', '101', 'B', '09', 'drug', true, '2020-01-01', '2'),
           ('S001', 'S001', '普通床位费', '201', 'A', '01', 'bed', false, '2020-01-01', '1');
    insert into catalogue_first_pay (list_code, insutype, first_pay_ppm, valid_from)
    values ('XB01', '310', 100000, '2020-01-01'), ('XB01', '390', 100000, '2020-01-01'),
           ('XR01', '310', 200000, '2020-01-01'), ('XR01', '390', 200000, '2020-01-01');
    insert into catalogue_price_limit (list_code, level, ceiling_e4, valid_from)
    values ('S001', 'tertiary', 500000, '2020-01-01');
    insert into disease (disease_code, disease_kind, name) values ('M03900', 'chronic', '高血压'), ('I10.x00', 'diagnosis', '原发性高血压');
    insert into practitioner (institution_code, practitioner_code, name, practitioner_type)
    values ('H99010100001', 'D990101000001', '赵医生', '1');`);
  for (const scheme of ['employee', 'resident']) {
    const source = readFileSync(new URL(`./policy-${scheme}.yaml`, import.meta.url), 'utf8');
    await owner.query(
      `insert into policy_version (version, policy_id, region_code, scheme, insutype, in_force_from, policy_date, source)
       values ($1, $2, '990100', $3, $4, '2020-01-01', 'discharge', $5)`,
      [
        createHash('sha256').update(source).digest('hex'),
        `desk.${scheme}`,
        scheme,
        scheme === 'employee' ? '310' : '390',
        source,
      ],
    );
  }
}
