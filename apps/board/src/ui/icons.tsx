import type { ReactNode, SVGProps } from 'react';

/** Line icons on a 16 px grid, drawn for Beckon; they take the colour of the text beside them. */
const drawn = (path: ReactNode) => function Icon(props: SVGProps<SVGSVGElement>) {
  return <svg viewBox="0 0 16 16" width={16} height={16} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" {...props}>{path}</svg>;
};

export const BoardIcon = drawn(<><rect x="2" y="2.5" width="3.4" height="11" rx="1" /><rect x="6.7" y="2.5" width="3.4" height="7" rx="1" /><rect x="11.4" y="2.5" width="2.6" height="9" rx="1" /></>);
export const ListIcon = drawn(<path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" />);
export const SourceIcon = drawn(<><ellipse cx="8" cy="4" rx="5" ry="2" /><path d="M3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2" /></>);
export const PairIcon = drawn(<><circle cx="6" cy="8" r="3.8" /><circle cx="10" cy="8" r="3.8" /></>);
export const CommandIcon = drawn(<path d="M6 6V4.2A1.7 1.7 0 1 0 4.3 6H6Zm0 0h4M6 6v4m4-4V4.2A1.7 1.7 0 1 1 11.7 6H10Zm0 0v4m-4 0H4.3A1.7 1.7 0 1 0 6 11.8V10Zm0 0h4m0 0h1.7a1.7 1.7 0 1 1-1.7 1.8V10Z" />);
export const SearchIcon = drawn(<><circle cx="7" cy="7" r="4.3" /><path d="m10.3 10.3 3.2 3.2" /></>);
export const CloseIcon = drawn(<path d="m4 4 8 8M12 4l-8 8" />);
export const MoveIcon = drawn(<path d="M2.5 8h10M9 4.5 12.5 8 9 11.5" />);
export const DotsIcon = drawn(<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth={2.4} />);
export const ClockIcon = drawn(<><circle cx="8" cy="8" r="5.7" /><path d="M8 5v3.2l2 1.3" /></>);
export const MailIcon = drawn(<><rect x="2" y="3.5" width="12" height="9" rx="1.5" /><path d="m2.5 4.5 5.5 4 5.5-4" /></>);
export const PhoneIcon = drawn(<path d="M5.6 2.5H3.7c-.7 0-1.2.6-1.1 1.3.5 5 4.6 9.1 9.6 9.6.7.1 1.3-.4 1.3-1.1v-1.9l-2.9-1-1.3 1.5a9 9 0 0 1-4-4l1.4-1.4z" />);
export const LinkIcon = drawn(<path d="M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.2 2.8 7.5 8.5" />);
export const FilterIcon = drawn(<path d="M2 4h12M4.5 8h7M7 12h2" />);
export const ChevronIcon = drawn(<path d="m4.5 6.3 3.5 3.5 3.5-3.5" />);
export const CheckIcon = drawn(<path d="m3 8.5 3.3 3.2L13 4.8" />);
export const AlertIcon = drawn(<path d="M8 2.3 14.3 13H1.7zM8 6.5v3M8 11.4h.01" />);
export const SunIcon = drawn(<><circle cx="8" cy="8" r="2.7" /><path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" /></>);
export const MoonIcon = drawn(<path d="M13.2 9.6A5.7 5.7 0 0 1 6.4 2.8a5.7 5.7 0 1 0 6.8 6.8z" />);
export const ScreenIcon = drawn(<><rect x="2" y="3" width="12" height="8" rx="1.3" /><path d="M6 13.5h4" /></>);
export const UserIcon = drawn(<><circle cx="8" cy="5.3" r="2.6" /><path d="M2.8 13.5c.5-2.6 2.6-4 5.2-4s4.7 1.4 5.2 4" /></>);
export const FlagIcon = drawn(<path d="M3.5 14V2.5h8l-1.5 3 1.5 3h-8" />);
export const StarIcon = drawn(<path d="m8 2 1.8 3.7 4.1.6-3 2.9.7 4L8 11.3l-3.6 1.9.7-4-3-2.9 4.1-.6z" />);
export const SparkIcon = drawn(<path d="M2 11.5 5.5 7l3 2.5L14 3.5M10.5 3.5H14V7" />);
export const MenuIcon = drawn(<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />);
export const CopyIcon = drawn(<><rect x="5.5" y="5.5" width="8" height="8" rx="1.3" /><path d="M10.5 5.5V3.8c0-.7-.6-1.3-1.3-1.3H3.8c-.7 0-1.3.6-1.3 1.3v5.4c0 .7.6 1.3 1.3 1.3h1.7" /></>);
export const TagIcon = drawn(<><path d="M2.5 3v4.6l6 6 5-5-6-6H3a.5.5 0 0 0-.5.4z" /><path d="M5.3 5.4h.01" /></>);

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="#17332d" />
      <path d="M7 6v8.2a4.3 4.3 0 1 0 4.3-4.3" fill="none" stroke="#eafff6" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M15.2 6.2a5.2 5.2 0 0 1 2.9 3.1" fill="none" stroke="#52d6a4" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
