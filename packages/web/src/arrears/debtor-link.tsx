import { Link } from 'react-router';
import { GivenName } from '../design/given-name.tsx';

interface Payer {
  readonly payerName: string;
  readonly unitId?: string | undefined;
  readonly person?: string | undefined;
}

/** Who owes, with the way to the account of arrears; what a level of government owes has none. */
export function DebtorLink({ payerName, unitId, person }: Payer) {
  const name = <GivenName name={payerName} />;
  if (unitId !== undefined) return <Link to={`/contributions/arrears/account?unitId=${unitId}`}>{name}</Link>;
  if (person !== undefined) return <Link to={`/contributions/arrears/account?person=${person}`}>{name}</Link>;
  return name;
}
