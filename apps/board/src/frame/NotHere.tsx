import { Link } from '@tanstack/react-router';
import { Empty } from '../ui/bits';

export function NotHere() {
  return <Empty title="Nothing is at this address" action={<Link to="/board">Go to the board</Link>}>The page may have moved, or the link was cut short.</Empty>;
}
