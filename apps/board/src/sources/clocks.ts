import { dateFormat } from '../ui/time';

/** A moment on the clocks of a source, which its timetable follows; not on those of who looks. */
export const onItsClocks = (iso: string, zone: string): string =>
  dateFormat({ timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(new Date(iso));
