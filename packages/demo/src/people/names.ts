import type { Random } from '../random.ts';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const DOUBLE_SURNAMES = ['欧阳', '司马', '上官', '诸葛', '皇甫', '尉迟'];
/** Surnames and given names that registers and printers trip over: rare, and outside the basic plane (four bytes). */
const RARE_SURNAMES = ['亓', '仉', '逄', '璩', '䶮', '𠮷'];
const RARE_GIVEN = ['喆', '垚', '燚', '䶮', '𬱖', '𫖯', '𪻐', '翀'];
const MALE = '伟强磊军洋勇杰涛明超刚平辉鹏飞波斌宇浩凯健俊帆志国建华文东海林峰成龙晨阳毅亮';
const FEMALE = '芳娜敏静丽艳娟霞玲燕红梅桂兰英秀莲凤洁琳倩雪婷颖慧莹萍丹晶欣怡佳雯璐菲洋梦';
const UYGHUR = {
  male: ['买买提', '艾力', '库尔班', '吐尔逊'],
  female: ['阿依古丽', '帕提古丽', '热娜', '古丽娜尔'],
};

export type Sex = 'male' | 'female';

const letters = (text: string): readonly string[] => [...text];
const SURNAME_LIST = letters(SURNAMES);
const GIVEN = { male: letters(MALE), female: letters(FEMALE) };

export function randomSurname(random: Random): string {
  const roll = random.int(0, 999);
  if (roll < 6) return random.pick(DOUBLE_SURNAMES);
  if (roll < 9) return random.pick(RARE_SURNAMES);
  return random.pick(SURNAME_LIST);
}

export function givenName(random: Random, sex: Sex): string {
  const first = random.int(0, 999) < 8 ? random.pick(RARE_GIVEN) : random.pick(GIVEN[sex]);
  return random.chance(720) ? first + random.pick(GIVEN[sex]) : first;
}

export function randomName(random: Random, sex: Sex): string {
  return randomSurname(random) + givenName(random, sex);
}

/** Name of an Uyghur person: given name, middle dot, father's name. */
export function uyghurName(random: Random, sex: Sex): string {
  return `${random.pick(UYGHUR[sex])}·${random.pick(UYGHUR.male)}`;
}
