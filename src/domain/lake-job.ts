import { say, type Words } from "./words.ts";

/** What the desk asks the lake worker for, from asking to its end. */
export const LAKE_JOB_STATES = [
  "asked",
  "running",
  "done",
  "refused",
  "failed",
  "expired",
] as const;
export type LakeJobState = (typeof LAKE_JOB_STATES)[number];

/** Where a job may go from each state. A worker that dies gives its job back once. */
export const NEXT_LAKE_JOB_STATES = {
  asked: ["running", "expired"],
  running: ["asked", "done", "refused", "failed", "expired"],
  done: [],
  refused: [],
  failed: [],
  expired: [],
} as const satisfies Record<LakeJobState, readonly LakeJobState[]>;

export const LAKE_JOB_STATE_WORDS = {
  asked: say("menunggu giliran", "waiting its turn"),
  running: say("sedang dihitung", "being counted"),
  done: say("selesai", "done"),
  refused: say("ditolak", "refused"),
  failed: say("gagal", "failed"),
  expired: say("kedaluwarsa", "expired"),
} as const satisfies Record<LakeJobState, Words>;

/** Why the desk does not take a job at all. */
export const LAKE_ASK_PROBLEMS = [
  "right-not-held",
  "area-unknown",
  "area-not-yours",
  "variable-unknown",
  "version-not-published",
  "too-many-waiting",
] as const;
export type LakeAskProblem = (typeof LAKE_ASK_PROBLEMS)[number];

export const LAKE_ASK_PROBLEM_WORDS = {
  "right-not-held": say(
    "Peran Anda tidak menyusun tabel. Mintalah kepada dinas atau BPS.",
    "Your role makes no tables. Ask the office or BPS for one.",
  ),
  "area-unknown": say(
    "Tidak ada wilayah dengan kode itu. Periksa kodenya.",
    "There is no region of that code. Check the code.",
  ),
  "area-not-yours": say(
    "Wilayah itu tidak termasuk wilayah penugasan Anda. Pilih wilayah Anda sendiri atau bagiannya.",
    "That region is not within the region of your appointment. Choose your own or a part of it.",
  ),
  "variable-unknown": say(
    "Variabel itu tidak dibuka untuk tabel. Pilih dari daftar variabel.",
    "That variable is not opened for tables. Choose one of the list.",
  ),
  "version-not-published": say(
    "Tabel hanya disusun dari versi yang terbit. Pilih versi yang terbit.",
    "Tables are made of published versions only. Choose a version that is published.",
  ),
  "too-many-waiting": say(
    "Lima tabel Anda masih menunggu atau sedang dihitung. Tunggu sampai satu selesai.",
    "Five of your tables are still waiting or being counted. Wait until one of them is done.",
  ),
} as const satisfies Record<LakeAskProblem, Words>;

/** Why a job that was taken ended without an answer. */
export const LAKE_JOB_REASONS = [
  "signature-wrong",
  "waited-too-long",
  "version-not-published",
  "version-changed",
  "column-not-offered",
  "too-many-cells",
  "memory-limit",
  "time-limit",
  "lake-unreadable",
  "version-files-gone",
  "worker-died",
  "not-working",
] as const;
export type LakeJobReason = (typeof LAKE_JOB_REASONS)[number];

export const LAKE_JOB_REASON_WORDS = {
  "signature-wrong": say(
    "Tanda tangan pekerjaan tidak cocok, jadi tidak ada yang dibaca. Beri tahu pengelola sistem.",
    "The job's signature does not fit, so nothing was read. Tell the administrator.",
  ),
  "waited-too-long": say(
    "Pekerjaan menunggu terlalu lama dan tidak berlaku lagi. Minta sekali lagi.",
    "The job waited too long and no longer holds. Ask again.",
  ),
  "version-not-published": say(
    "Versi itu tidak sedang terbit. Pilih versi yang terbit.",
    "That version is not published. Choose one that is.",
  ),
  "version-changed": say(
    "Berkas versi tidak sama dengan manifesnya, jadi tidak dibaca. Beri tahu pengelola: dtsen version verify.",
    "The version's files are not as its manifest says, so they were not read. Tell the administrator: dtsen version verify.",
  ),
  "column-not-offered": say(
    "Kolom itu tidak dibuka untuk tabel, atau versi ini belum memilikinya. Pilih variabel lain dari daftar, atau versi yang lebih baru.",
    "This column is not opened for tables, or this version does not have it yet. Choose another of the list, or a newer version.",
  ),
  "too-many-cells": say(
    "Tabelnya terlalu besar. Ambil wilayah lebih sempit atau satu variabel saja.",
    "The table is too large. Take a narrower region or a single variable.",
  ),
  "memory-limit": say(
    "Penghitungan melewati batas memori. Ambil wilayah lebih sempit atau satu variabel saja.",
    "The count went beyond the memory limit. Take a narrower region or a single variable.",
  ),
  "time-limit": say(
    "Penghitungan melewati batas waktu. Ambil wilayah lebih sempit, atau coba saat sepi.",
    "The count went beyond the time limit. Take a narrower region, or try at a quiet hour.",
  ),
  "lake-unreadable": say(
    "Berkas versi tidak terbaca. Beri tahu pengelola: dtsen version verify.",
    "The version's files cannot be read. Tell the administrator: dtsen version verify.",
  ),
  "version-files-gone": say(
    "Berkas versi itu sudah tidak disimpan. Mintalah pengelola memulihkannya dari arsip.",
    "The files of that version are not kept any more. Ask the administrator to restore them from the archive.",
  ),
  "worker-died": say(
    "Penghitung berhenti dua kali di tengah pekerjaan ini. Beri tahu pengelola, lalu coba dengan wilayah lebih sempit.",
    "The worker died twice on this job. Tell the administrator, then try a narrower region.",
  ),
  "not-working": say(
    "Ada kesalahan di pihak kami. Tidak ada yang hilang; coba lagi.",
    "Something is wrong on our side. Nothing was lost; try again.",
  ),
} as const satisfies Record<LakeJobReason, Words>;
