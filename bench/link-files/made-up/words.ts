const words = (list: string): readonly string[] => list.trim().split(/\s+/);
const phrases = (list: string): readonly string[] => list.split(",").map((one) => one.trim());

/** Given and family names as they are written in one part of the world; the usual ones come first. */
export const NAMES = {
  german: {
    given:
      words(`MICHAEL ANDREAS STEFAN THOMAS FRANK PETER MARTIN CHRISTIAN WOLFGANG KLAUS JUERGEN UWE HELMUT
      SUSANNE SABINE MONIKA PETRA BIRGIT ANDREA URSULA RENATE KARIN INGRID BRIGITTE ERIKA HEIKE ANJA ANKE ELFRIEDE
      HANS GUENTHER DIETER WERNER GERHARD HORST MANFRED BERND RALF JENS TORSTEN KATJA NICOLE CLAUDIA MARIA ANNA`),
    family:
      words(`MUELLER SCHMIDT SCHNEIDER FISCHER MEYER WEBER WAGNER BECKER SCHULZ HOFFMANN SCHAEFER KOCH BAUER
      RICHTER KLEIN WOLF SCHROEDER NEUMANN SCHWARZ ZIMMERMANN BRAUN KRUEGER HOFMANN HARTMANN LANGE SCHMITT WERNER
      KRAUSE MEIER LEHMANN SCHMID SCHULZE MAIER KOEHLER HERRMANN WALTER KOENIG MAYER HUBER KAISER FUCHS PETERS LANG
      SCHOLZ MOELLER WEISS JUNG HAHN SCHUBERT VOGEL FRIEDRICH KELLER GUENTHER FRANK BERGER WINKLER ROTH BECK LORENZ
      BAUMANN FRANKE ALBRECHT SCHUSTER SIMON LUDWIG BOEHM WINTER KRAUS MARTIN SCHUMACHER KRAEMER VOGT STEIN JAEGER`),
  },
  english: {
    given:
      words(`William John Thomas Mary George James Elizabeth Henry Charles Sarah Edward Robert Anne Margaret
      Joseph Richard Samuel Alice Jane Edith Arthur Frederick Walter Alfred Albert Ernest Harold Percy Florence Emily
      Frances Catherine Susan Martha Hannah Eleanor Isabella Louisa Dorothy Philip Benjamin David Daniel Peter Hugh`),
    family:
      words(`Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White
      Roberts Green Hall Wood Jackson Clarke Hughes Edwards Turner Hill Moore Cooper Ward Morris King Baker Harrison
      Morgan Allen James Scott Phillips Watson Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson
      Bailey Collins Bell Shaw Murphy Miller Cox Marshall Simpson Anderson Adams Wilkinson Foster Ellis Chapman Mason Gray
      Webb Rogers Hunt Mills Holmes Palmer Matthews Fisher Barnes Knight Lloyd Butler Stevens Russell Barker Jenkins`),
  },
  spanish: {
    given:
      phrases(`María Carmen, José, Antonio, María, Manuel, Francisco, Josefa, Juan, David, Ana María, José Antonio,
      Javier, Isabel, Daniel, Laura, José Luis, Marta, Francisco Javier, Cristina, Carlos, María Dolores, Jesús, Ángel,
      Pilar, Elena, Miguel Ángel, Rafael, Concepción, José Manuel, Lucía, Pedro, Sofía, Alejandro, Teresa, Íñigo, Núria`),
    family:
      words(`García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández
      Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales
      Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido
      Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos`),
  },
  chinese: {
    given:
      words(`wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xia gang ping hui hong yu
      xin bo hao ying lin xue dan feng peng hua mei jian guo zhi wen xiao jia yi ting shan qing long hai kun rui chen`),
    family:
      words(`Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie
      Tang Song Xu Han Deng Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao`),
  },
  indonesian: {
    given:
      words(`SITI AHMAD MUHAMMAD DEWI SRI BUDI AGUS NUR EKO DWI TRI YUNI RINA JOKO WAYAN MADE NYOMAN KETUT ABDUL
      FATIMAH AISYAH SUPARMAN HENDRA YANTO UDIN ASEP UJANG NENG CUCU ANI`),
    family: words(
      `SU PAR MAN WA TI YA NI RA HAR JO NO LES TA RI HAN DO KO MU LY AN TO GU NA WAN SE TI AD MO JI`,
    ),
  },
} as const;

/** Words of scientific titles, the telling and the empty ones mixed as titles mix them. */
export const TITLE_WORDS =
  words(`data database query processing efficient distributed systems object oriented relational
  mining optimization parallel semantic web indexing approximate temporal spatial transaction concurrency control recovery
  view maintenance integration warehouse schema stream sensor networks joins aggregation similarity search clustering
  classification association rules incremental adaptive dynamic scalable model language architecture performance evaluation
  multimedia storage cache memory management active deductive constraint workflow mobile information retrieval xml xpath
  security access privacy benchmark histogram sampling estimation selectivity hierarchical multidimensional cube online`);
export const SMALL_WORDS = words("for in of and with on using the a an towards from");
export const VENUES = [
  ["SIGMOD Conference", "International Conference on Management of Data"],
  ["VLDB", "Very Large Data Bases"],
  ["ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)"],
  ["VLDB J.", "The VLDB Journal - The International Journal on Very Large Data Bases"],
  ["SIGMOD Record", "ACM SIGMOD Record"],
] as const;

export const MAKERS =
  words(`Sony Panasonic Canon Samsung Bose Yamaha LG Pioneer Garmin Kenwood Nikon Netgear Linksys Sharp
  Toshiba Frigidaire Whirlpool Haier Delonghi Electrolux Belkin Logitech Olympus Sanus Omnimount Speck`);
export const PRODUCTS =
  phrases(`digital camera, lcd television, speaker system, cordless telephone, dvd player, headphones,
  car receiver, gps navigator, camcorder, wireless router, microwave oven, dishwasher, refrigerator, wall mount, battery,
  carrying case, home theater system, subwoofer, air conditioner, laser printer, memory card, cable, remote control, vacuum`);
export const COLOURS = words("black white silver red blue stainless graphite");
export const MARKETING =
  phrases(`high definition, with remote, built-in wifi, energy star, rechargeable, ultra compact,
  1080p full hd, includes warranty, noise cancelling, dolby digital, progressive scan, usb 2.0, anti-glare`);

export const FOOD = words(
  "american italian french chinese seafood steakhouse mexican japanese indian thai deli greek",
);
export const PLACE_WORDS =
  words(`blue gold royal little old grand river harbor corner garden lotus palm union spring union
  red silver cedar olive monte bella casa villa bistro cafe grill kitchen house room palace tavern inn`);
export const STREETS =
  words(`sunset wilshire melrose broadway madison lexington main union market geary beverly peachtree
  piedmont canal spring bleecker columbus mission valencia fairfax la-brea pico houston hudson greenwich church park`);
export const TOWNS =
  phrases(`new york, los angeles, san francisco, atlanta, las vegas, santa monica, pasadena, brooklyn,
  beverly hills, studio city, west hollywood, queens, long beach, venice, malibu, encino, burbank, marietta`);
export const OCCUPATIONS =
  words(`politician writer painter soldier lawyer clergyman actor engineer physician architect
  botanist footballer cricketer singer judge historian`);
export const SHIRES =
  phrases(`london, edinburgh, manchester, leeds, bristol, cardiff, glasgow, norwich, york, exeter, dublin,
  county durham, kent, lambeth, westminster, liverpool, sheffield, bath, oxford, cambridge, southwark, hackney, derby`);
export const NICKNAMES: Readonly<Record<string, string>> = {
  William: "Bill",
  John: "Jack",
  Thomas: "Tom",
  Mary: "Polly",
  Elizabeth: "Betty",
  Henry: "Harry",
  Charles: "Charlie",
  Sarah: "Sally",
  Edward: "Ted",
  Robert: "Bob",
  Margaret: "Peggy",
  Joseph: "Joe",
  Richard: "Dick",
  Samuel: "Sam",
  Frederick: "Fred",
  Catherine: "Kate",
  Frances: "Fanny",
  Dorothy: "Dolly",
  Benjamin: "Ben",
  Daniel: "Dan",
};
