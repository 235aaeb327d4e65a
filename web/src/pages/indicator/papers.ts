import { api, ask, askAll, type Schemas } from '@/api/client'

export interface Paper {
  key: string
  criterion: string
  name: string
  digest: string
  unit: string
  submission: string
}

type Known = { known_at?: string }

// The requests whose accepted answers may hold evidence for an indicator.
export function requestsOf(coverage: Schemas['Coverage'][]): Set<string> {
  return new Set(
    coverage.flatMap((row) =>
      row.requests.filter((request) => request.state === 'accepted').map((request) => request.id),
    ),
  )
}

export function papersIn(
  submission: Schemas['Submission'],
  content: Schemas['Content'],
  criteria: Set<string>,
): Paper[] {
  return (content.evidence ?? [])
    .filter((paper) => criteria.has(paper.criterion))
    .map((paper) => ({
      key: `${submission.id}|${paper.criterion}|${paper.digest}`,
      criterion: paper.criterion,
      name: paper.name,
      digest: paper.digest,
      unit: submission.unit,
      submission: submission.id,
    }))
}

// The files that were accepted as evidence for the criteria of an indicator.
export async function readPapers(coverage: Schemas['Coverage'][], known: Known, signal: AbortSignal): Promise<Paper[]> {
  const criteria = new Set(coverage.map((row) => row.criterion))
  const requests = requestsOf(coverage)
  const accepted = await askAll((cursor) =>
    ask(api.GET('/submissions', { params: { query: { state: 'accepted', ...known, limit: 500, cursor } }, signal })),
  )
  const mine = accepted.filter((submission) => requests.has(submission.request))
  const papers = await Promise.all(
    mine.map(async (submission) => {
      const path = { submission: submission.id }
      const content = await ask(api.GET('/submissions/{submission}/content', { params: { path }, signal }))
      return papersIn(submission, content, criteria)
    }),
  )
  return papers.flat().sort((a, b) => a.criterion.localeCompare(b.criterion, 'en', { numeric: true }))
}
