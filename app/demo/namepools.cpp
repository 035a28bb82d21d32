#include "demo/namepools.h"

namespace ic::demo {

namespace {

constexpr NamePool Pools[] = {
    { u"en-US", 329, false, true, u" ",
        u"Aaron|Abigail|Adam|Alice|Amelia|Andrew|Anna|Arthur|Barbara|Benjamin|Beth|Brandon|Caleb|"
        u"Caroline|Charles|Charlotte|Chloe|Christopher|Daniel|Deborah|Diana|Dylan|Edward|Eleanor|"
        u"Elijah|Emily|Ethan|Evelyn|Fiona|Frank|Gavin|George|Grace|Hannah|Harold|Hazel|Henry|Ian|"
        u"Isaac|Ivy|Jack|James|Jasmine|Jennifer|Jonathan|Julia|Karen|Keith|Kevin|Laura|Leah|Logan|"
        u"Lucas|Madison|Margaret|Mark|Mary|Mason|Matthew|Mia|Natalie|Nathan|Nora|Oliver|Olivia|"
        u"Owen|Patricia|Peter|Quinn|Rachel|Rebecca|Robert|Rose|Ruth|Samuel|Sarah|Scott|Sophia|"
        u"Stephen|Susan|Thomas|Tyler|Ursula|Victoria|Violet|Walter|Wendy|William|Zachary|Zoe",
        u"Adams|Allen|Anderson|Bailey|Baker|Barnes|Bell|Bennett|Brooks|Brown|Butler|Campbell|"
        u"Carter|Clark|Collins|Cook|Cooper|Cox|Davis|Diaz|Edwards|Evans|Fisher|Flores|Foster|"
        u"Garcia|Gray|Green|Griffin|Hall|Harris|Hayes|Henderson|Hill|Howard|Hughes|Jackson|Jenkins|"
        u"Johnson|Jones|Kelly|King|Lee|Lewis|Long|MacDonald|Marshall|Martin|Mason|Miller|Mitchell|"
        u"Moore|Morgan|Murphy|Nelson|O'Brien|O'Connor|Parker|Patterson|Perry|Phillips|Powell|Price|"
        u"Ramirez|Reed|Richardson|Rivera|Roberts|Robinson|Rogers|Ross|Russell|Sanders|Scott|"
        u"Simmons|"
        u"Smith|Stewart|Taylor|Thompson|Torres|Turner|Walker|Ward|Washington|Watson|White|Williams|"
        u"Wilson|Wood|Wright|Young",
        u"Austin/US/AMER|Boston/US/AMER|Chicago/US/AMER|Seattle/US/AMER|London/GB/EMEA|"
        u"Dublin/IE/EMEA|Toronto/CA/AMER|Sydney/AU/APAC" },
    { u"de-DE", 110, false, false, u" ",
        u"Anja|Bärbel|Björn|Claudia|Dieter|Elke|Franziska|Friedrich|Götz|Günther|Hannelore|Heike|"
        u"Jörg|Jürgen|Katharina|Klaus|Käthe|Lukas|Maximilian|Monika|Oskar|Petra|Rüdiger|Sören|"
        u"Stefan|Sybille|Torsten|Ulrike|Uwe|Wolfgang",
        u"Bauer|Becker|Böhm|Braun|Fischer|Groß|Günther|Hoffmann|Jäger|Keller|Koch|Köhler|Krüger|"
        u"Lehmann|Maier|Meyer|Möller|Müller|Müller-Lüdenscheidt|Neumann|Richter|Schäfer|Schmidt|"
        u"Schneider|Schröder|Schulz|von Bülow|Wagner|Weber|Weiß|Zimmermann",
        u"Berlin/DE/EMEA|Hamburg/DE/EMEA|Köln/DE/EMEA|München/DE/EMEA|Wien/AT/EMEA|Zürich/CH/"
        u"EMEA" },
    { u"fr-FR", 70, false, false, u" ",
        u"Aurélie|Benoît|Cécile|Chloé|Élodie|Étienne|François|Geneviève|Gérard|Hélène|Inès|Jérôme|"
        u"Léa|Loïc|Margaux|Mathéo|Noémie|Océane|René|Solène|Thérèse|Zoé",
        u"Bernard|Bélanger|Chevalier|Côté|D'Aubigné|Desrochers|Dubois|Durand|Fournier|Garçon|"
        u"Girard|"
        u"Lefèvre|Leroy|Mercier|Moreau|Noël|Petit|Prévost|Renaud|Rousseau|Simon|Thévenet",
        u"Paris/FR/EMEA|Lyon/FR/EMEA|Genève/CH/EMEA|Montréal/CA/AMER" },
    { u"es-ES", 80, false, false, u" ",
        u"Alejandro|Álvaro|Begoña|Concepción|Daniela|Elías|Gonzalo|Héctor|Inmaculada|Iñigo|Jesús|"
        u"Joaquín|José|Lucía|Marisol|María-José|Mónica|Óscar|Pilar|Ramón|Rocío|Sebastián|Ximena",
        u"Acuña|Álvarez|Benítez|Calderón|Castañeda|Domínguez|Fernández|García Márquez|Gómez|"
        u"González|Gutiérrez|Hernández|Ibáñez|Jiménez|López|Muñoz|Núñez|Ordóñez|Pérez|Quiñones|"
        u"Rodríguez|Sánchez|Vázquez|Zúñiga",
        u"Madrid/ES/EMEA|Barcelona/ES/EMEA|Bogotá/CO/AMER|Ciudad de México/MX/AMER" },
    { u"pl-PL", 45, false, false, u" ",
        u"Agnieszka|Błażej|Bożena|Grażyna|Jarosław|Józef|Kazimierz|Łucja|Małgorzata|Michał|"
        u"Przemysław|Stanisław|Święta|Urszula|Wojciech|Zbigniew|Żaneta",
        u"Błaszczykowski|Dąbrowska|Gałązka|Jabłoński|Kaczmarek|Kowalczyk|Król|Łukasiewicz|Nowak|"
        u"Ożóg|Pawłowski|Sędziwój|Szczęsny|Śliwa|Wójcik|Zieliński|Żółkiewska",
        u"Warszawa/PL/EMEA|Kraków/PL/EMEA|Łódź/PL/EMEA" },
    { u"sv-SE", 50, false, false, u" ",
        u"Åsa|Ænes|Bjørn|Einar|Freyja|Gøran|Håkon|Ingeborg|Jóhanna|Kåre|Linnéa|Märta|Nils|Øystein|"
        u"Örjan|Sigríður|Solveig|Þórunn|Tuomas|Väinö",
        u"Ångström|Bergström|Björnsdóttir|Dahl|Eklöf|Grønning|Håkansson|Hämäläinen|Jørgensen|"
        u"Kjær|Lindqvist|Mäkinen|Næss|Öberg|Ødegaard|Sjöberg|Søndergaard|Virtanen|Þorsteinsson",
        u"Stockholm/SE/EMEA|Malmö/SE/EMEA|København/DK/EMEA|Oslo/NO/EMEA|Reykjavík/IS/EMEA" },
    { u"tr-TR", 25, false, false, u" ",
        u"Ayşe|Çağla|Emre|Gülşen|Hüseyin|Mehmet|Ömer|Özge|Şeyma|Tuğba|Ümit",
        u"Aydın|Çelik|Demir|Erdoğan|Güneş|Kılıç|Öztürk|Şahin|Yıldız|Yılmaz",
        u"Ankara/TR/EMEA|Kadıköy/TR/EMEA" },
    { u"pt-BR", 40, false, false, u" ",
        u"Antônio|Conceição|Eça|Gonçalo|Inês|João|Luís|Mariana|Simão|Tânia|Vitória",
        u"Assunção|Brandão|Carvalho|da Silva|dos Santos|Falcão|Guimarães|Leitão|Magalhães|Oliveira|"
        u"Simões|Vasconcelos",
        u"Lisboa/PT/EMEA|São Paulo/BR/AMER" },
    { u"cs-CZ", 25, false, false, u" ",
        u"Bořivoj|Dagmar|Jiří|Květa|Ľudmila|Ondřej|Růžena|Štěpán|Věra|Žofie",
        u"Beneš|Černá|Dvořák|Havlíček|Kučera|Novák|Příhoda|Růžička|Šťastný|Železný",
        u"Praha/CZ/EMEA|Brno/CZ/EMEA|Bratislava/SK/EMEA" },
    { u"ru-RU", 35, false, false, u" ",
        u"Александр~aleksandr|Борис~boris|Виктория~viktoriya|Дмитрий~dmitriy|Екатерина~ekaterina|"
        u"Иван~ivan|Ксения~kseniya|Наталья~natalya|Оксана~oksana|Павел~pavel|Святослав~svyatoslav|"
        u"Фёдор~fyodor",
        u"Васильев~vasilev|Достоевский~dostoevskiy|Иванов~ivanov|Кузнецова~kuznetsova|Лебедев~"
        u"lebedev|"
        u"Морозова~morozova|Петров~petrov|Соколов~sokolov|Шевченко~shevchenko|Щербакова~"
        u"shcherbakova",
        u"Almaty/KZ/EMEA|Sofia/BG/EMEA" },
    { u"el-GR", 20, false, false, u" ",
        u"Αθηνά~athina|Γεώργιος~georgios|Δέσποινα~despoina|Ελένη~eleni|Θεόδωρος~theodoros|"
        u"Νικόλαος~nikolaos|Σοφία~sofia|Χριστίνα~christina",
        u"Αλεξίου~alexiou|Δημητρίου~dimitriou|Κωνσταντίνου~konstantinou|Παπαδόπουλος~papadopoulos|"
        u"Στεφανίδης~stefanidis|Χατζής~chatzis",
        u"Athens/GR/EMEA|Nicosia/CY/EMEA" },
    { u"ar-SA", 30, false, false, u" ",
        u"أحمد~ahmad|خديجة~khadija|سلمى~salma|عبدالله~abdullah|عمر~omar|فاطمة~fatima|محمد~muhammad|"
        u"نور~nour|يوسف~yusuf",
        u"الأنصاري~alansari|الحداد~alhaddad|الخطيب~alkhatib|السيد~alsayed|المصري~almasri|"
        u"بن زايد~binzayed|درويش~darwish|منصور~mansour",
        u"Dubai/AE/EMEA|Riyadh/SA/EMEA|Cairo/EG/EMEA" },
    { u"he-IL", 15, false, false, u" ",
        u"אביגיל~avigail|דוד~david|יעל~yael|משה~moshe|נועה~noa|רבקה~rivka|שמואל~shmuel",
        u"אברהם~avraham|ביטון~biton|כהן~cohen|לוי~levi|מזרחי~mizrahi|פרידמן~friedman",
        u"Tel Aviv/IL/EMEA|Haifa/IL/EMEA" },
    { u"zh-CN", 45, true, false, u"",
        u"陈~chen|黄~huang|李~li|林~lin|刘~liu|王~wang|吴~wu|徐~xu|杨~yang|张~zhang|赵~zhao|周~"
        u"zhou",
        u"芳~fang|国强~guoqiang|建华~jianhua|静~jing|丽娜~lina|明~ming|秀英~xiuying|雪梅~xuemei|"
        u"勇~yong|子涵~zihan|伟~wei|晓东~xiaodong",
        u"Shanghai/CN/APAC|Shenzhen/CN/APAC|Singapore/SG/APAC" },
    { u"ja-JP", 25, true, false, u" ",
        u"伊藤~ito|加藤~kato|小林~kobayashi|佐藤~sato|鈴木~suzuki|高橋~takahashi|田中~tanaka|"
        u"渡辺~watanabe|山本~yamamoto",
        u"愛~ai|花子~hanako|陽菜~hina|健太~kenta|さくら~sakura|翔太~shota|太郎~taro|ゆうこ~yuko",
        u"Tokyo/JP/APAC|Osaka/JP/APAC" },
    { u"ko-KR", 15, true, false, u"",
        u"강~kang|김~kim|박~park|이~lee|정~jung|조~cho|최~choi|한~han",
        u"민준~minjun|서연~seoyeon|지우~jiwoo|하은~haeun|도윤~doyun|수빈~subin|예준~yejun",
        u"Seoul/KR/APAC|Busan/KR/APAC" },
    { u"hi-IN", 20, false, false, u" ",
        u"अनिल~anil|आरती~aarti|दीपक~deepak|नेहा~neha|प्रिया~priya|राजेश~rajesh|विक्रम~vikram|सुनीता~"
        u"sunita",
        u"अग्रवाल~agarwal|गुप्ता~gupta|चौधरी~chaudhary|पटेल~patel|मिश्रा~mishra|वर्मा~varma|शर्मा~sharma|"
        u"सिंह~singh",
        u"Bengaluru/IN/APAC|Mumbai/IN/APAC|Pune/IN/APAC" },
    { u"th-TH", 7, false, false, u" ",
        u"กมล~kamon|ชัยวัฒน์~chaiwat|นภา~napha|พิมพ์~phim|สมชาย~somchai|สุดา~suda",
        u"ใจดี~jaidee|ทองดี~thongdee|บุญมี~boonmee|รักไทย~rakthai|ศรีสุข~srisuk", u"Bangkok/TH/APAC" },
    { u"vi-VN", 8, true, false, u" ", u"Đặng|Hoàng|Lê|Nguyễn|Phạm|Trần|Võ",
        u"Anh Tuấn|Đức Anh|Minh Châu|Ngọc Ánh|Quốc Bảo|Thị Hồng|Văn Dũng|Xuân Trường",
        u"Hà Nội/VN/APAC|Đà Nẵng/VN/APAC" },
    // Text that must be shown, stored and exported as text: markup, formulas, quotes, escapes,
    // right-to-left override, emoji, a name without end.
    { u"en-GB", 6, false, false, u" ",
        u"<b>Bold</b>~bold|<img src=x onerror=alert(1)>~img|<script>alert('x')</script>~script|"
        u"=HYPERLINK(\"http://evil.test\")~hyperlink|+1~plusone|-2~minustwo|@SUM(A1:A9)~sum|"
        u"\"Quoted\"~quoted|Back\\slash~backslash|O'Brien~obrienq|Robert'); DROP TABLE "
        u"users;--~bobby|"
        u"&amp;~ampersand|%s%n%20~percent|\u202Egnp.exe~rtlo|\U0001F600~grin|"
        u"\U0001F469\u200D\U0001F4BB~coder|עברית and English~mixed|"
        u"Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewa"
        u"ren"
        u"wohlgepflegeundsorgfaltigkeitbeschutzenvorangreifendurchihrraubgierigfeinde~wolfe",
        u"& Co~co|\"Bob\"~bob|<i>Smith</i>~ismith|=1+1~oneplusone|Smith\\~smithb|Tab\tStop~tabstop|"
        u"{{7*7}}~braces|שלום~shalom|\U0001F680~rocket|Smith, Jr.~smithjr",
        u"Null Island/XX/EMEA|<u>Oslo</u>/NO/EMEA" },
};

} // namespace

std::span<const NamePool> namePools()
{
    return Pools;
}

} // namespace ic::demo
