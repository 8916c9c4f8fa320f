import { CERTIFICATE_KINDS, isCertificateKind } from '@gongji/domain';

interface Who {
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: string;
}

const SEXES: Readonly<Record<string, string>> = { '1': '男', '2': '女' };

/** A person as the columns of a list name him; a resident identity card says kind, sex and birthday by its number. */
export function whoCells({ name, certType, certNo, sex, bornOn }: Who): Readonly<Record<string, string>> {
  if (certType === '01' || !isCertificateKind(certType)) return { name, certNo };
  return { name, certNo, certType: CERTIFICATE_KINDS[certType].zh, sex: SEXES[sex] ?? '', bornOn };
}
