import { say, type Words } from "#domain/words.ts";

/** Why nothing can be run on Spark. */
export type SparkProblem =
  | "spark-missing"
  | "spark-version"
  | "spark-java-missing"
  | "spark-url"
  | "spark-no-secret"
  | "spark-unreachable"
  | "spark-refused"
  | "spark-no-workers"
  | "spark-workers-lost"
  | "spark-master-lost"
  | "spark-removed"
  | "spark-cluster-version"
  | "spark-files-unseen";

/** What is wrong, and what to do. docs/operating/spark.md says it at length. */
export const SPARK_PROBLEM_WORDS = {
  "spark-missing": say(
    "Spark tidak ditemukan. Sebutkan foldernya dengan SPARK_HOME, atau jalankan node bin/install-spark.mjs: ia memasang Spark ke .tools/.",
    "Spark was not found. Name its folder with SPARK_HOME, or run node bin/install-spark.mjs: it installs Spark into .tools/.",
  ),
  "spark-version": say(
    "Spark di SPARK_HOME bukan versi yang diuji. Pasang versi yang tertulis di scripts/spark-version, di sini dan di setiap mesin klaster.",
    "The Spark in SPARK_HOME is not the version that was proven. Install the one in scripts/spark-version, here and on every machine of the cluster.",
  ),
  "spark-java-missing": say(
    "Java 17 atau yang lebih baru tidak ditemukan. Pasang (Debian: apt-get install openjdk-17-jre-headless) atau sebutkan dengan JAVA_HOME.",
    "Java 17 or newer was not found. Install it (Debian: apt-get install openjdk-17-jre-headless) or name it with JAVA_HOME.",
  ),
  "spark-url": say(
    "Alamat Spark tidak terbaca. Tulis spark://induk:7077, atau spark://induk1:7077,induk2:7077, atau local[2] untuk satu mesin.",
    "The address of Spark cannot be read. Write spark://master:7077, or spark://master1:7077,master2:7077, or local[2] for one machine.",
  ),
  "spark-no-secret": say(
    "Klaster tanpa rahasia ditolak: data pribadi lewat di jaringan itu. Tulis spark.authenticate.secret di spark-defaults.conf milik sendiri (izin 600) dan sebutkan foldernya dengan SPARK_CONF_DIR; induk dan pekerja memakai rahasia yang sama.",
    "A cluster without a secret is refused: personal data travels there. Write spark.authenticate.secret into a spark-defaults.conf that only its owner reads (mode 600) and name its folder with SPARK_CONF_DIR; master and workers use the same secret.",
  ),
  "spark-unreachable": say(
    "Induk Spark tidak menjawab di alamat itu. Periksa alamat, pintu (port) dan tembok api, dan apakah induk sedang berjalan.",
    "No Spark master answers at that address. Check address, port and firewall, and whether the master is running.",
  ),
  "spark-refused": say(
    "Induk Spark memutus sambungan. Rahasianya lain, atau versi Spark-nya lain: bandingkan spark-defaults.conf di sini dan di induk, lalu versinya.",
    "The Spark master broke off. Its secret is another, or its Spark version: compare spark-defaults.conf here and at the master, then the versions.",
  ),
  "spark-no-workers": say(
    "Induk menjawab, tetapi tidak ada pekerja yang bebas. Jalankan pekerja, beri mereka memori yang cukup (spark.executor.memory), atau tunggu pekerjaan lain selesai.",
    "The master answers, but no worker is free. Start workers, give them enough memory (spark.executor.memory), or wait until other work is done.",
  ),
  "spark-workers-lost": say(
    "Semua pekerja hilang di tengah pekerjaan dan tidak ada yang kembali dalam sepuluh menit. Jalankan pekerja lagi, lalu beri perintah yang sama: ruang yang sudah selesai tidak diulang.",
    "All workers were lost in the middle of the work and none came back within ten minutes. Start workers, then give the same command again: rooms that were finished are not done again.",
  ),
  "spark-master-lost": say(
    "Induk Spark hilang di tengah pekerjaan dan pekerjanya ikut hilang. Jalankan induk dan pekerja lagi, lalu beri perintah yang sama: ruang yang sudah selesai tidak diulang.",
    "The Spark master was lost in the middle of the work, and its workers with it. Start master and workers again, then give the same command: rooms that were finished are not done again.",
  ),
  "spark-removed": say(
    "Induk Spark mengakhiri pekerjaan ini: ada yang menghentikannya di sana, atau pekerja mati berulang kali karena kurang memori (spark.executor.memory). Lihat log induk dan pekerja, lalu beri perintah yang sama.",
    "The Spark master ended this work: somebody stopped it there, or workers died again and again for want of memory (spark.executor.memory). Look into the logs of master and workers, then give the same command.",
  ),
  "spark-cluster-version": say(
    "Pekerja menjalankan versi Spark yang lain. Pasang versi di scripts/spark-version pada setiap mesin klaster.",
    "The workers run another version of Spark. Install the one in scripts/spark-version on every machine of the cluster.",
  ),
  "spark-files-unseen": say(
    "Pekerja tidak dapat membaca dan menulis folder data. Pasang folder data (DTSEN_DATA) di jalur yang sama pada setiap mesin, dan jalankan pekerja sebagai pengguna yang sama dengan dtsen.",
    "The workers cannot read and write the data folder. Mount the data folder (DTSEN_DATA) under the same path on every machine, and run the workers as the same user as dtsen.",
  ),
} as const satisfies Record<SparkProblem, Words>;

/** The sentences of a problem of Spark's, or undefined where it is none. */
export const sparkProblemWords = (problem: string): Words | undefined =>
  (SPARK_PROBLEM_WORDS as Readonly<Record<string, Words>>)[problem];
