const words = (list: string): readonly string[] => list.trim().split(/\s+/);
const variants = (list: string): readonly (readonly string[])[] =>
  words(list).map((one) => one.split("/"));

/** Names with the ways in which offices write them; the usual ones come first. */
export const ARABIC = {
  given:
    variants(`Muhammad/Mohammed/Mohamed/Mohammad Ahmad/Ahmed Ali/Aly Hassan/Hasan Hussein/Husain/Hussain
    Omar/Umar Youssef/Yusuf/Yousef Ibrahim/Ebrahim Khalid/Khaled Mahmoud/Mahmud Mustafa/Mostafa Said/Saeed/Sayed
    Abdullah/Abdallah Abd_al-Rahman/Abdulrahman/Abdel_Rahman Abd_al-Karim/Abdulkarim/Abdelkarim Salim/Saleem
    Fatima/Fatma/Fatimah Aisha/Aysha/Aicha Maryam/Mariam/Meryem Zaynab/Zainab/Zeinab Khadija/Khadijah Nour/Noor/Nur
    Layla/Leila/Laila Huda/Houda Amina/Aminah Rashid/Rasheed/Rachid Jamal/Gamal Qasim/Kassem/Qassem Tariq/Tarek/Tarik`),
  family:
    variants(`al-Masri/El_Masry/Almasri al-Hashimi/Alhashemi/El_Hashemi Haddad/Hadad Khoury/Khouri/Khuri Najjar/Naggar/Najar
    al-Sayyid/Elsayed/Al_Said Mansour/Mansur Shahin/Shaheen/Chahine al-Baghdadi/Albaghdadi Nasser/Nasir/Naser Rahman/Rahmani
    Saleh/Salih/Salah al-Tamimi/Altamimi/El_Tamimi Farouk/Faruq Zaki/Zaky Darwish/Darweesh Qureshi/Qurayshi al-Amin/Elamin
    Bakri/Bakry Othman/Osman/Uthman al-Shami/Alshami/El_Shamy Hamdan/Hamdane Awad/Awadh Barakat/Barakaat Sabbagh/Sabagh`),
} as const;

export const INDIAN = {
  given:
    variants(`Lakshmi/Laxmi/Lakshmy Srinivas/Shrinivas/Sreenivas Venkatesh/Venkatesan Ramesh/Ramash Suresh/Sureshkumar
    Krishnan/Krishna Murugan/Murugesan Saraswati/Saraswathi Meena/Mina Priya/Pria Anita/Anitha Sunita/Sunitha Kavita/Kavitha
    Rajesh/Rajeshkumar Vijay/Vijaya Arun/Arunkumar Deepak/Dipak Sanjay/Sanjai Geeta/Gita/Geetha Radha/Radhika Mohan/Mohanan
    Gopal/Gopalan Raman/Ramana Subramanian/Subramaniam/Subramanyam Pooja/Puja Manoj/Manojkumar Bhaskar/Baskar Usha/Oosha`),
  family:
    variants(`Reddy/Reddi Sharma/Sarma Iyer/Aiyar Nair/Nayar Patel/Patil Singh/Sing Yadav/Jadav Gupta/Gupte Das/Dass
    Pillai/Pillay Naidu/Nayudu Chaudhary/Choudhury/Chowdhury Mukherjee/Mukherji Banerjee/Banerji Rao/Row Verma/Varma
    Joshi/Joshy Menon/Menen Kumar/Kumaar Mishra/Misra`),
  villages:
    words(`Kottur Alandur Periyakulam Manjeri Rampur Sitapur Bhimavaram Tenali Karwar Udupi Hosur Palani Madhubani
    Darbhanga Ballia Kanker Nandgaon Junnar Sangli Barpeta Goalpara Tezpur`),
} as const;

export const VIETNAMESE = {
  family: words(
    `Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Đoàn Lâm`,
  ),
  middle: words(`Thị Văn Hữu Đức Thanh Minh Ngọc Quang Xuân Kim Thu Hoàng Công Anh`),
  given:
    words(`Anh Hùng Dũng Hương Lan Hoa Mai Linh Tuấn Sơn Hà Thảo Trang Phương Bình Nam Long Hải Yến Nga Tâm Đạt Khánh
    Vy Quỳnh Trung Thắng Hiền Thủy Phúc`),
  provinces: words(
    `Hà_Nội Huế Đà_Nẵng Cần_Thơ Hải_Phòng Nghệ_An Thanh_Hóa Bắc_Ninh Đồng_Nai Cà_Mau Lào_Cai Gia_Lai`,
  ),
} as const;

export const FIRMS = {
  starts:
    words(`Nova Delta Atlas Inter Trans Euro Omni Alpha Solar Terra Aqua Agro Metal Techno Medi Info Star Prima Global North
    Sud Baltic Alpine Rhine Danube Iberia Nordic Orient Pacific`),
  ends: words(
    `plast tec bau log med soft chem form net trade print food energy steel glass wood pack wind data mont`,
  ),
  things:
    words(`Logistics Foods Engineering Consulting Trading Systems Industries Services Holding Transport Pharma Textiles
    Construction Media Design Motors Software Packaging Instruments Ventures`),
  forms: [
    ["GmbH", "G.m.b.H.", "Gesellschaft mbH"],
    ["S.A.", "SA", "Société Anonyme"],
    ["Ltd", "Limited", "Ltd."],
    ["PT", "PT.", "P.T."],
    ["S.L.", "SL", "Sociedad Limitada"],
    ["Inc.", "Inc", "Incorporated"],
    ["B.V.", "BV", "BV"],
  ],
  streets:
    words(`Industrie Bahnhof Haupt Markt Hafen Berg Linden Kirch Garten Schiller Goethe Mozart Rosen Wald Mühlen Brücken
    Ring Schloss Park See`),
  towns: [
    ["Stuttgart", 48.78, 9.18],
    ["Lyon", 45.76, 4.84],
    ["Leeds", 53.8, -1.55],
    ["Jakarta", -6.2, 106.82],
    ["Valencia", 39.47, -0.38],
    ["Boston", 42.36, -71.06],
    ["Utrecht", 52.09, 5.12],
    ["Graz", 47.07, 15.44],
  ],
} as const;

export const PARISH = {
  given:
    variants(`Anders/Andreas Johan/Johannes/John Per/Peter/Pehr Nils/Niels Olof/Olaf/Ola Lars/Lauritz Karl/Carl Erik/Eric
    Sven/Swen Jöns/Jons/Jens Mårten/Martin Anna/Ana Karin/Catharina/Karna Kerstin/Christina/Kirstin Brita/Britta/Birgitta
    Ingrid/Inger Maria/Maja Elin/Ellen Margareta/Greta/Margit Sara/Zara Elsa/Ilsa`),
  fathers: words(
    `Anders Johan Per Nils Olof Lars Karl Erik Sven Jöns Mårten Håkan Bengt Måns Knut Jakob Magnus Mats Truls Tue`,
  ),
  houses: words(`Lund Berg Holm Ström Lind Ek Sjö Dal Rosen Norr Söder Väster Hag Björk Gran`),
  house_ends: words(`berg gren kvist ström blad man qvist`),
  parishes:
    words(`Asarum Bräkne Ysane Gammalstorp Jämshög Kyrkhult Mjällby Sölvesborg Mörrum Ringamåla Åryd Hoby Tving Eringsboda
    Fridlevstad Rödeby Lösen Torhamn Kristianopel Jämjö Sturkö Hasslö Nättraby Hjortsberga Edestad Listerby`),
} as const;
