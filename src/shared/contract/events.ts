import type { JobRow } from './jobs.ts';

/**
 * What the one event stream of a window (`GET /events`, server-sent events, `data:` holds the JSON) carries.
 * Events say what to ask again; they carry no case data beyond job titles and counts.
 */
export type AppEvent =
  | { readonly type: 'hello'; readonly state: 'none' | 'locked' | 'unlocked' }
  | { readonly type: 'job'; readonly job: JobRow }
  | {
      readonly type: 'changed';
      readonly caseId: string | null;
      readonly topics: readonly ('case' | 'source' | 'standard' | 'match' | 'flag' | 'audit' | 'settings')[];
    }
  | { readonly type: 'locked'; readonly reason: 'user' | 'idle' | 'suspend' | 'exit' }
  | { readonly type: 'unlocked' };
