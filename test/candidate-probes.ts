import type { Probe } from "#test/work-probes.ts";

/** Who hands lists of candidates over or receives them; there is no list 999, and who may is told so. */
const SIDES: readonly string[] = [
  "program-determiner",
  "village-operator",
  "village-head",
  "regency-data-entry",
  "province-officer",
];

const HANDOVER = {
  area: "3307012001",
  noteNumber: "BA-1/2026",
  handedOn: "2026-01-20",
  giver: { name: "Sari Contoh", office: "Direktur" },
  receiver: { name: "Wayan Contoh", office: "Kepala desa" },
};

/** SQL that plants one list of candidates, received, with a result, an answer and a refused row. */
export const PLANTED_CANDIDATES = `
  insert into candidate_list (determination_no, area, village_lo, village_hi, note_number, handed_on, giver_name, giver_office,
    receiver_name, receiver_office, units, villages, made_by)
    values (1, 'ID', 0, 9999999999, 'BA-1/2026', '2026-01-20', 'Peraga', 'Peraga', 'Peraga', 'Peraga', 1, 1, 1);
  insert into candidate values (1, 1, 'family', 1, 1, 1);
  insert into candidate_list_word (list_no, state, account_id, list_sha256) values (1, 'made', 1, repeat('0', 64));
  insert into candidate_list_word (list_no, state, account_id) values (1, 'received', 2);
  insert into candidate_result (list_no, sha256, way, act_number, act_signed_on, minutes_number, minutes_held_on, attended, dissent,
    rows_read, accepted, declined, added, refused, recorded_by)
    values (1, repeat('1', 64), 'form', 'Perkades 1', '2026-01-21', 'BA 1', '2026-01-21', 9, 0, 2, 1, 0, 0, 1, 2);
  insert into candidate_answer values (1, 'family', 1, 1, 1, 1, 'accepted');
  insert into candidate_refusal values (1, 2, 'nik', 'nik-malformed');`;

/** What is no list for anybody: 404 for either side, refused before that for all others. */
export const CANDIDATE_PROBES: Readonly<Record<string, Probe>> = {
  listCandidateLists: over("GET", "/api/v1/candidate-lists", 200),
  readCandidateList: over("GET", "/api/v1/candidate-lists/999", 404),
  listCandidates: over("GET", "/api/v1/candidate-lists/999/candidates", 404),
  downloadCandidates: over("GET", "/api/v1/candidate-lists/999/file?format=csv", 404),
  makeHandoverNote: over("GET", "/api/v1/candidate-lists/999/note", 404),
  answerCandidateList: over("POST", "/api/v1/candidate-lists/999/answers", 404, {
    answer: "received",
  }),
  recordCandidateResult: over("POST", "/api/v1/candidate-lists/999/results", 404, {
    act: { number: "Perkades 1", signedOn: "2026-01-20" },
    answers: [{ candidateNo: 1, answer: "accepted" }],
    added: [],
  }),
  previewCandidateResult: over("POST", "/api/v1/candidate-lists/999/result-previews", 404, {
    file: "TklLO0hBU0lM",
  }),
  recordCandidateResultFile: over("POST", "/api/v1/candidate-lists/999/result-files", 404, {
    act: { number: "Perkades 1", signedOn: "2026-01-20" },
    file: "TklLO0hBU0lM",
  }),
  handOverCandidates: over("POST", "/api/v1/determinations/999/candidate-lists", 404, HANDOVER, [
    "program-determiner",
  ]),
};

function over(
  method: "GET" | "POST",
  url: string,
  answered: number,
  body?: object,
  roles: readonly string[] = SIDES,
): Probe {
  return async ({ role, ask }) => {
    const headers = { "idempotency-key": `candidates-${role}-${url.length}` };
    const { status } = await ask(method, url, body === undefined ? {} : { body, headers });
    const expected = roles.includes(role);
    return [{ at: `${role} ${method} ${url}`, expected, given: status === answered }];
  };
}
