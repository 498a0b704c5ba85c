import { invalid, notFound } from '#floor/failure.ts';
import { type JobView, jobViews, runNow } from '#jobs/page.ts';
import { onThisMachine } from '#readers/administrator.ts';
import { type Command, io, withOffprint } from '../command.ts';

function lines({ name, state, schedule, last, next, summary, error, progress }: JobView): string {
  const times = [schedule, last && `last run ${last.words}`, next && `next ${next.words}`].filter(Boolean).join(', ');
  const said = state === 'running' ? progress?.words : (error ?? summary);
  return `${name}  ${state}\n    ${times}${said ? `\n    ${said}` : ''}`;
}

export const jobsCommand: Command = {
  name: 'jobs',
  usage: 'jobs [run NAME]',
  help: 'Show the jobs: last run, next run, counts, last error; or make one due now.',
  async run(args) {
    const [verb, ...rest] = args;
    if (verb !== undefined && (verb !== 'run' || rest.length === 0))
      throw invalid(
        `“offprint jobs ${args.join(' ')}” says nothing.`,
        'Write: offprint jobs, or offprint jobs run NAME.',
      );
    return withOffprint(async ({ db, jobs }) => {
      const now = new Date();
      if (verb === 'run') {
        const name = rest.join(' ');
        if (!(await runNow(db, onThisMachine(), name, now)))
          throw notFound(`There is no job “${name}”.`, '“offprint jobs” shows their names.');
        io.out(`${name} is due now: the next running server or worker does it.`);
        return 0;
      }
      const views = await jobViews(db, jobs(), now);
      if (views.length === 0) io.out('There are no jobs yet: they begin with the first start of a server or a worker.');
      for (const view of views) io.out(lines(view));
      return 0;
    });
  },
};
