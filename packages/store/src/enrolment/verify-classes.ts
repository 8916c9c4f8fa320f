import type { PoolClient } from '../pool.ts';

/** A place where the register of classes is not what acts leave; `subject` names the class, or the pupil. */
export interface ClassDifference {
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Rows of one class that hold on the same day; a pupil in two classes on one day; and pupils left in a class that was closed or merged into another: the act that
 * ended it ended or moved their schooling. Schooling entered later may name any class: it is shown as not registered.
 */
export async function classDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly ClassDifference[]> {
  const { rows } = await client.query<ClassDifference>(
    `select 'class ' || a.class_id || ' of school ' || a.unit_id as subject,
            'one row on ' || b.valid_from as expected, 'two' as found
       from school_class a join school_class b
         on b.unit_id = a.unit_id and b.class_id = a.class_id and b.valid_from > a.valid_from
        and b.valid_from <= coalesce(a.valid_to, b.valid_from)
     union all
     select 'class ' || c.class_name || ' of school ' || c.unit_id, 'no pupils after ' || c.valid_to,
            count(*) || ' pupils'
       from school_class c join schooling s
         on s.unit_id = c.unit_id and s.class_name = c.class_name and s.valid_to is null
        and s.valid_from <= c.valid_to and s.known_from < c.known_from
      where c.end_reason in ('merged', 'classClosed')
        and not exists (select from school_class o
                         where o.unit_id = c.unit_id and o.class_name = c.class_name and o.valid_to is null)
      group by c.unit_id, c.class_name, c.valid_to
     union all
     select 'person ' || a.person_id, 'one class on ' || greatest(a.valid_from, b.valid_from), 'two'
       from schooling a join schooling b on b.person_id = a.person_id
        and (b.valid_from, b.unit_id) > (a.valid_from, a.unit_id)
        and b.valid_from <= coalesce(a.valid_to, b.valid_from) and b.valid_from <= coalesce(b.valid_to, b.valid_from)
     order by 1, 2 limit $1`,
    [most],
  );
  return rows;
}
