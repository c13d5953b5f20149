-- A ledger with its data as the first schema held it, made by a program of that time (reports and judgements are made up).
-- The test of upgrades fills a file with it and opens it with the program of today. Never changed: it is how such ledgers look.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE text (
	number INTEGER PRIMARY KEY,
	sha256 TEXT NOT NULL UNIQUE, -- of title, newline, body
	title  TEXT NOT NULL,
	body   TEXT NOT NULL
);
CREATE TABLE report (
	key       TEXT PRIMARY KEY, -- hash of all that is known of it
	sha256    TEXT NOT NULL REFERENCES text (sha256),
	id        TEXT NOT NULL,
	url       TEXT NOT NULL,
	publisher TEXT NOT NULL,
	author    TEXT NOT NULL,
	published TEXT NOT NULL,
	language  TEXT NOT NULL,
	extra     TEXT NOT NULL, -- JSON
	json      INTEGER NOT NULL, -- 1 if it came as JSON, so that its text is not given back with its record
	added     TEXT NOT NULL  -- RFC 3339
);
CREATE INDEX report_text ON report (sha256);
CREATE INDEX report_id ON report (id);
CREATE INDEX report_published ON report (published);
CREATE TABLE record (
	report TEXT NOT NULL REFERENCES report,
	coder  TEXT NOT NULL, -- version, codebook and model
	body   BLOB NOT NULL, -- JSON, compressed with zstd
	added  TEXT NOT NULL,
	PRIMARY KEY (report, coder)
);
CREATE TABLE judgement (
	id     TEXT PRIMARY KEY,
	at     TEXT NOT NULL,
	author TEXT NOT NULL,
	kind   TEXT NOT NULL, -- accept, edit, reject, same, different, split, note, undo
	target TEXT NOT NULL, -- JSON
	value  TEXT NOT NULL, -- JSON
	reason TEXT NOT NULL
);
CREATE TABLE reference (
	incident TEXT PRIMARY KEY,
	report   TEXT NOT NULL,
	event    TEXT NOT NULL
);
CREATE TABLE reading (
	report TEXT PRIMARY KEY,
	coder  TEXT NOT NULL
);
CREATE TABLE mention (
	report    TEXT NOT NULL,
	event     TEXT NOT NULL,
	main      INTEGER NOT NULL, -- 1 for the event that the report is about
	component TEXT NOT NULL, -- mentions of different components have nothing in common
	incident  TEXT NOT NULL,
	body      TEXT NOT NULL, -- JSON
	PRIMARY KEY (report, event)
);
CREATE INDEX mention_component ON mention (component);
CREATE INDEX mention_incident ON mention (incident);
CREATE TABLE block (
	hash   INTEGER NOT NULL,
	report TEXT NOT NULL,
	event  TEXT NOT NULL,
	points INTEGER NOT NULL,
	PRIMARY KEY (hash, report, event)
) WITHOUT ROWID;
CREATE INDEX block_mention ON block (report, event);
CREATE TABLE band (
	hash   INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	PRIMARY KEY (hash, sha256)
) WITHOUT ROWID;
CREATE TABLE copy (
	a     TEXT NOT NULL,
	b     TEXT NOT NULL,
	kind  TEXT NOT NULL, -- copy, abridgement, rewrite
	share REAL NOT NULL, -- of the shorter one's shingles
	PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copy_b ON copy (b);
CREATE TABLE incident (
	id        TEXT PRIMARY KEY,
	first_day TEXT NOT NULL, -- empty when not known
	last_day  TEXT NOT NULL,
	type      TEXT NOT NULL,
	mode      TEXT NOT NULL,
	country   TEXT NOT NULL,
	admin1    TEXT NOT NULL,
	place     TEXT NOT NULL,
	lat       REAL,
	lon       REAL,
	reports   INTEGER NOT NULL,
	killed    INTEGER, -- highest figure of any report
	injured   INTEGER
);
CREATE INDEX incident_day ON incident (first_day);
CREATE INDEX incident_country ON incident (country, first_day);
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = 'text', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');

INSERT INTO meta (name, value) VALUES ('schema', '1');
INSERT INTO text (number, sha256, title, body) VALUES (1, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a', 'Soldiers die in ambush at Bourem', 'Gunmen ambushed an army patrol near Bourem in Mali on Wednesday and killed five soldiers, the army said. Two others were wounded.');
INSERT INTO text (number, sha256, title, body) VALUES (2, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab', 'Toll of Bourem ambush rises', 'Seven soldiers were killed in Wednesday''s ambush on an army patrol near Bourem in Mali, a hospital official said on Saturday.');
INSERT INTO text (number, sha256, title, body) VALUES (3, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d', 'Bomb at market in Menaka', 'A bomb killed three traders at a market in Menaka in Mali on Monday, police said. No group claimed it.');
INSERT INTO text (number, sha256, title, body) VALUES (4, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5', 'Ministers to meet', 'Mali''s foreign minister will visit Niger next week, a spokesman said on Wednesday.');
INSERT INTO text (number, sha256, title, body) VALUES (5, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2', 'Army sums up May', 'Five soldiers were killed in Mali in May, the army said on Tuesday.');
INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added) VALUES ('09e0c2b7c2e14afbc80f54eab609c18b', 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2', 'army-may', '', 'Example Wire', '', '2026-06-02', 'en', 'null', 1, '2026-11-28T00:13:00Z');
INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added) VALUES ('240b53b9d196fbe475bbaefc945541f5', '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a', 'ford-wire', '', 'Example Wire', '', '2026-05-07', 'en', 'null', 1, '2026-11-28T00:13:00Z');
INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added) VALUES ('35754b683db267451b3eb84de3342244', '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5', 'talks', '', 'Example Wire', '', '2026-05-13', '', 'null', 1, '2026-11-28T00:13:00Z');
INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added) VALUES ('78430471136366678e1d55cfb81f4df9', 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab', 'ford-toll', '', 'Niger Bend Post', '', '2026-05-09', 'en', 'null', 1, '2026-11-28T00:13:00Z');
INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added) VALUES ('a13f5440f309345dff61678e304fd6db', '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a', 'ford-copy', '', 'Sahel Morning', '', '2026-05-07', 'en', 'null', 1, '2026-11-28T00:13:00Z');
INSERT INTO report (key, sha256, id, url, publisher, author, published, language, extra, json, added) VALUES ('a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d', 'market', '', 'Niger Bend Post', '', '2026-05-12', 'en', 'null', 1, '2026-11-28T00:13:00Z');
INSERT INTO record (report, coder, body, added) VALUES ('09e0c2b7c2e14afbc80f54eab609c18b', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6', X'28b52ffd648b062d1d005a42400b262069540583e3282c5959827752d13ec93f1360020c02a884999c1658c41a078eb30610040a02aa00a800a4006ffa55cc1a27d9a27c95e98b8c98f2ec2ebe85ef238edfab869d4e591b7f173c6b82eef8605776df1f8f3a16c878ba15937483d601f541514b72aceea656a2da4aa0a6300c03f58181184861b5ace6f61c4b61a0b32bc9c10af4fbd8676f044f88c8f0fbc330500c03e5308eb3bb2b38a1409a0a6834d1024534019cbd617df5fb9ecf40414329e20402ce3e5b813ef84cd217c229b2c3397dafe0c840114d3ebb7b6f60af534a3ddf1088d11ca528c951df951da296acdf2bc3209213fa3ee90972e26b20cbaad1ab5f67119f427d0cdf9efc55d8a37cf4b59ed2f79067d707cfde74fa1e8140800267ef39556ee86827db01155fe4f87b0402093f0cd8a384df8362af0cbf8a72580972b0bbd71147d988ef1fe484b5d85dec2f73b0d7c9957eafa46e0ca5afb3709ca5a0245ba2b39f83921674e20d3876e13846b207d2ac83acd134ec34ca57634750cfef0920249c053476a2bfce62590e0c76e9bb709ca536699ac67190359ac671d65ae6681a76c74076594dd3c0de2db67b89aeb113fd1c70ed9ace96265ab9a59ef2409d3cd5c667a70f72cfef153d7b8d1d75e5b3779b93a4df292bcfdad26ce97b259dfdaa9ebda3571510723d7b4bb2d1ef15f5cda9353dbb624a44576e67970a0cdf77e20d38bba2be1a7942f07d6d9ca0cfeee22415104fe19bb057dacf37616790f07bd710be05230b447c7132c377f16369e8c08fe218c450cfb20e0aa3f05a9d30437d58a08640885a49a2286a21cb4a147720d07270630eaa9fe7393b6c27a3ef0fc94a1066149328c558cd3016c23006a32c7d6806e38ef63c4a5994a2dc7a5637042987d50cf5288753503392b32f48f9dc385007c66727dec03edbc9f67516097360b04b8fc6d78da134c54e4cf2694a7b3ac7df475342f19dbd36fe36850cb1d7d6f3b9d90bdc12fd3a49b22a69d87b6a01522050423363d9019dd9b3741c2600321a0cdac4898658d0623e98d000039b61e4efb7c5045f6f5e31c87bc09171a4c6190d79cc26bc7dc67d5f128e83b22f46f40359bcc462a2bbe8a1788cfc99bec7b0cfcafaa405be4fb379960eb72d188fcc32228f814a66d7ce182be4b881d30c741ec86919b88b70c2e0dc0ddfe56559211a93b88a9c0079b1e9f38c36185fbe83c1e5df33203f2292afe1683c0290c8df8aa644b18814375e8f65b0a3d12adacf660c20b452527b443de48c61121a807abb1525460e9240436b9f90b3e5cd4401b3ee96bf', '2026-11-28T00:13:00Z');
INSERT INTO record (report, coder, body, added) VALUES ('240b53b9d196fbe475bbaefc945541f5', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6', X'28b52ffd649a0e752c00da591c0f27006d5005a600a9d3cd94468cf46f9ec418d587c5e94cbd0a3862399ad59e6e2eecd2ffffff3904ea00e600e40009fd1021641ddbd8e58c95a9283941673469e5292142a27c34020c0b644bb22a60ecc271965d4de34ec919ab6c096afa7d838103776fea1b41abace6fb465125a369f6747728a3c3f712cbef1937ee149df5f177c1b442e89631eacaf07b6e5059c7429223490cb618f35356722408b7c14010042164200d9b11b63c07c207b3861a5bed2dcbd22bb97b4b0c5650dfcbbe7b27b84a488ebe579642b2149ab18cbbc34b4dab1920a1728282aa1e8913644ce8081328da114633c1dd3baab17edf343248e8689218c280bbd35650317aaae91b4595748f68f57dd308a100e984ee0ee323b8573aa7a68f1089aefcee3e1510dff74384ee1e5163955c3df8be3e86d07787b29a8a44547c13f74af5f34ddc2166f43dec288a0ecbb2b4e72cde95e1acd2a4d0f7adab881fbe4743922ac5fa75165154c966a04180b1b4b61c31e2032b410ec3400e63fa31dd5d46458d10dfa6fc65ee72462abea6d3f711d3ae31ba7b53d5f70643030204776f5a556ec89051826c30ebee0de76b30b9c0dd998c12e4ef0d341c386b0b722c2c057739a36f92300b8db9578ebe4ad2980431dc616c89e5ec84bb8c5fe37087b2bfcd70af942bf53d9bfa71347d9d85e3248c2db318455b51675b985d4c84443959964d142a8f9f6f57b4bacbc8d297b9d37ea44a7e1177b81876f7d912bfef1554f5482c7dafa061014382040c77ef29a27e1d6731d8328335eb20ca2ead31b6b166d9324de34e39095ba571a79d48445abfcbb2ba1ffaeb2c8ec536594c424ce920ab09a1c0300c5a3990d160c9620f511696fbf4b5348de330ca264ad3388e716c339ac6dd69bb9ac6718eb648d23411dcfbc986f1a1bf67fdd04f03d8b029da534551957b6a3a1b54ca557d7c772a46dcf47b46ddbdca96ba267cf77eb49ad4f706df9dcecab4f6447bfa9e4d773fab776f29d62a1bc627e3dd7b9a8ffa3ea2465abda6ee1e41678b28aaa43b9590515286f82e6e280d2dfc34c8208b3dcab134a6f17174c20cf5a2400f81107624496bec40942369d04020c5e0c72cac9fe7b97bb424478230c39884b575bcb50e846116d3945ede62a0f19e87358535068fe7e886a0b61c6fb1a71990416f25777798f36938dff76b812dacd37e780477da306116963b8c948c5dc97e98b556f3e16e8a6a0a217f2fd109c978f7fa9a4648db817ba2beceb1d8324ce3ded5a39c05b3bbf5b102801a554c517cf78e2ae7c6fb9ebd57f345d990a3478a1cbd4e50ae724edc105fe78dbf47f8fb83bf67fc38c5d7f4ebdce037153144130e0180af20602218103abb0154dac951400d44b68de273ebf1081ccc00106d3cc17fc4c0063020b5ce00447405138c4579311c44b3de2d62c86b7168b18300653c75a563604b579ed8018139e010129864804ee08090017620013f560023e620310631c841798247e61c461d8494070d3ef40c9a18220fea80835a19010c0a02e631402107e47e6b546b71ee963fcb327a57783c2230989b8ee3ab0f60c68b9bdb3c598277b2d8b8d83f7835b8421505d20018583c8066df64f78bd0770cfa414cf7f8984ff817eafe21f6cb6e8a778e681e2799ea98c13c16607d3b5fe5185fc851c98842b21fc534afaa81136f49322666e9163df3c7309e0e6206b36ef6e1fb566b9eb5e118a06066b4e1c21b1b826c4092011f95410d826f086f157e98d1061b3837af8877c5098f07e20ef08c03ff0ee0c500f176a82873f7254c22ef77126b84b06f32f2fe004831c21ab85bc01735fb3503dc8c409ccb27936b4a5051093eb951e72d6bf1620bafecd4a3116fae06095858b70180c302bec7a9f30d0a78900ebe0139453f42711002287265f816c0a90076e28a0ec899f7fba05f98e171e2985180a7185e818ff8a1577b4fcbcaaee00f7fa356c1e3c0660a1aaf7662126cb285335825c0d1', '2026-11-28T00:13:00Z');
INSERT INTO record (report, coder, body, added) VALUES ('35754b683db267451b3eb84de3342244', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6', X'28b52ffd64cf0ac52300aa48540c26004f60010ea6c7da428246591fce66df9eb0708116644423510b2c28d51427eb8aa8aaaa2207bc00ba00b7005da9c3600144c9465a30cc921402e16e278d77f6e3747dfa830404eedef6c942bd33a24f42b4a1bbc3191f9efef07cfa6284bbadf43e7e5a70bd15ba67947d193e1d790be1b7f0d11a7ceb3564396c342d5138699a5660af971ccc80ac2c48b324ad24cd6b8e8597a596a624cadd1b62b004db098e1293e5d3d96a40544333947177f8dbfd30d0cb606b5f1b673c70f79637dea7778d10185a420f571870f7da126c944d043d49194d7759a3a7db07c9f7ee30fe82fbad14eafa0b018944acf7c97dc6a764f59dade827cb2cb6d8528ce4be2f437618f43e5d590d887a68759ebe0c081d49563c29641df789f7895992431d0a610634a3841b293c75e5a7e63e69b4f175859e2eb9f68df2ee6da3a717302040c1ddbb4697db31667c2043fa22ac191fc84683fba4f24959ee97e5536b0a430ec31dc67e78d24e3c3d4a3edce1ec27e57e2b5ffbf405f563093d310b86612d19c8e4c7f60385eca18e84b0d79e5f3000c12f5f9b880818335ec0c0814f6aebc330133177ef275ee68c8f30ac64c7b8d14605c2dd32074b8b81705748b7c441b943bfe0de6f368c8a7e7a2be27ddc70bb9f00574676d277f79651a5116ee519d1176743964d1301f61359be3bfbe9cbd7d688daa74b8eeee3bbdb28b9eb13e97d2ca1db89ca7752889b4284e2ebfac47cf1db4a76dce18c684d3c3c6e9e3aaad77d467e9e967bede689e6d372871c4d78ba3ad4dd693ffc9e9e98f1763f776f489fa73730e08001820402eede9085fbc420dc6db2125b08f7da018bc48cb33285a7c58da41d859b069743ad26614a5b1a33d608b3d34ae2bcc339164390d6163b128634681c4e62f05b94d54dd3dc5d36a4cfd3158421072f6b415653ec29c58e65514b4b5a796a81c66b9ad592d516640deb769ca6b0a756d30cb89ca790bb3f50da5c392c07f5da8a5f70af0de97b62168b837287a29d319aad783a5b4cd1116db8aded0a213ffda9d499f1eef7758db0f60337649f18a5a5a321dc3b7a4f0ab1cc42611492d68140300c33a28d8a2ffb1ffcaf1b808b206042225477069d1a92a5cf30acce68876f23ff38006a71a233f60edf0ca0d50637a5105153b0e8f0520788d1244cc8806c9851110346cf0047ad736f22880426c937111e04010c066f094ce230c0fe6711b9f98fc4fbe27fa83e847071a4d407be052f4082e69e42c17b0e05b87c172a559e8d46ee414872bcb8f5a1480ecbec66b1a097436a0dc849506344dc03f88d42a45206582a800dc09ce349e0629c9f9e9d12e222657d5266772691b9083086ff384b668c4e5cc622ac1f59464b04dc8e9951c3e25c9e690ad157891b51e92152f60e3f0e8d59ba3938481781069387639e73fe89ff1290b3dc38098673e31c96100e2eef6c06048f10c9c2af9a6203448094233210074c8921fb32800181502dc2210881480f40cf067cf7f17675398d00b2c6ad8901d824970fb7bb08874b02692f14990355cdb5460c24440c49ed116dc8d887591d803a4635e6447866ca7a3cea27121b1f1999de7014829045fb', '2026-11-28T00:13:00Z');
INSERT INTO record (report, coder, body, added) VALUES ('78430471136366678e1d55cfb81f4df9', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6', X'28b52ffd64610b9d2700fa53240e26006b54052673262c83a5409aa47ded1f5e88eec74d6574060e81a66dd230fca56ffdffffff42d700d900d3000d5165a61e1c0759ca681a773b69bcb323a8ebd5150c1cb87bdbab867ae744df9594d36c29d196ee0e675cb8baad1da1a416317bd10aeede11cfab2f6edc6da5f7f1d503d7fba07b46d997e1d51f7e9076306c31caa1707b168641da62b03696f7400432585bf060cfc3ac4341983d861205791a640f77d2efee2d61acb0579f7df74ef094982cafce18088981d098c1ee0e6fdbc68a50d8e9891811759da80004441152d205776f79e3bdfab5340102ce1680a89d8808ee5e5b61a37c26e94aca69bacb3a5d5d4a7a1160a5d0dd61bc83fbad54ea7a874a7167a0f2eab0a58c0b6d319ec3300cc2565bebf665486f442b74f5d693e4c5157318c78de2bd721ea49c6633a030802dad2d47947ca02dcbc11685294cfa21dd7d46c58d0c575df96ab94f1a6d7c5da5ab4bae7da3bc7bdbe9ea2c8042820477ef3a5d6e88cd1841668c71f786f435a04ce0ee6bc608f2d50d281cf86a0b72241808ee93caab246112da72bf2caf94a43109c2dc61ec8827edc4d5dd67bc42963b9c7db5b8dfcad75e7d49fd584a57ce83e328c652cb5240a180ad2d717c11822842f28d92a58aa335c59249e3651b27272a95b45e961001563254130b8f9fab9eea759f91a3abe55efb89a67985b843835977a71df1bb7a74f5050a0c02285010e0ee2d35dc2bc75910c590a671b74e63ca608d7bed4422d6dbbde82be72151120c77e9ad691c275146d338cea228a6348dbbc31cca389ac6c1bddf6c18177df5d58b7e1ac0866d6b4b93bddc5257dae0569eeee3bbdb28b9ebd597bdfb9d1df5e5bbf7ab13b5955eaeb7a5dad2d59974f7af7bf7b77667c3f866bc7b4bf4d9ab37dc58a7d7f6ee0d9526faf2bb3b55305cbde1c63b797270f5fbf841df1dce892a125171a5b85fdbcf030f8919676586ab8733a5a1859f0619c4588f722c8d697c1c9d3043bd28d04320641d49d2da3a10e5481a6408a4307eccb2fa799ebbcb8634bafa921c09c2cc6292d58ce319c681308cc134a597673090bde7594d596dc1e339ba21a82dc733d6d3185cd03392bb2f50fadc485809c66b2feee05e1bd277e53c244c82e10ea39d719abdb83ac3dc893edc6d6d5708f9ea51a5d08c77bfaf6b84b517b8257be5b0b5d462acc6bda76719a37a11ad650941cab800e0ca89ade5bbb79c9caf37d1176743964f1459be4e54be934adc0c57ce195f7df1a3145fd70e808c2070420243b71e1d86cbd2d5306090d11c5b1b218133802c78334b8bcc114e230388e8d42098babc440bd1d76ba2181d57a0c52471c427d2be8c3404560ee0618e061df88c6e367a10521e0f3a54486a3cfa42043c801207ae93418855709036cc6580011f4089ad15aa04276530818c7582f6db8f06a9200efd4306a0b51dee4288b2d8d797b94edd56d9ad94ed38d9c1f66684927bc6209c0fceabf2c0974af1d28bc9728bbe08c68847eeb90409de90a174878659d84ee99147737227a45919ce301524338df48f014db353649ca592cb5b1abb7936178e6daa860cf850068508be201c29f1936f460d2630dc4411ef1027bc0fc431c0b307fe3180d701e2e9a0dae6ee254c22ef7b92348e303629797f00a6b8e18c19da1807153596cef0008d409e6bfae49a082a282178376b87b1b12e96c0b31b5963c11e0b0489c5666fbb85715a088d923f74864c60ef369ed6ca3ae3af3c770950a6a0f16a6693508fed9d01224a8b52', '2026-11-28T00:13:00Z');
INSERT INTO record (report, coder, body, added) VALUES ('a13f5440f309345dff61678e304fd6db', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6', X'28b52ffd649b0e5d2c004a5a2c0f27106dc002062c848555462c3109df3ca5c616432fd12e119f631b5fc8ca92116caa15000000800bea00e600e50009ed009b2319cb949cb03204252fe88c93567e12201cca06231080816c474605d646304cb26959da21396195ed344dbf3f6000c1db1bfa42d02aa3e9be3146b2e333fb79fb93b0e17b87e5f78a977688ceeaf81bc1b442e8963076e5f73db39748463a100341964a8ad92512622007f7529aa679af5947bfe643250ae3608355374c25e69224e984bc9d218b19a0ef65bfbd171c2d24c7ef134901490a6ca5f5f677a769340524544e60802285c3091226347c09106df8e254f0f68e15d6ef17124a3a1124c46660056fa7cd00c1a8889e6f8c916c8f34fa1ee2994ee1d1d9bcfdc14768af743e4d1f216f9f0c0fdfb7036cde0e5161951c3df8be3a86d06f7f329a0c0bc8f045da2bd48a2fd2fe30e3f7af63840d499230c744bc2bbf599d499bef5947911dbe063b90eac0fa6522628c24337060c04a184b0c181941420e63adc358cf8de7ed123254f8f06dca5fd52e2784a06bfa7c1f997685f1ed0d45dfaf00071224787bd3a872374b42e7f152d2dbfb4dd7607281b72b099dc7df1b3880e08a2587b19014dae58c5f045116986aaf1cbf098429c8b1da1f6c87e5ec45c70aebdb25fc2ea3fdc9feb2d55e2957e87bf5b4e3f87c99088641945a25298836439d2c513629100e65244916494001db11aded12b2f355edb4154e24bf47fb4b8a7afb6c87ddf70c50a470d8f97ec1010601142808f0f67e20ea976192a5562db52c73243661cb5aa69655ab2c4b3bc4206a134b3bedc502d2fa4d92d4edd05f26c2486a91a4e4c3940d329a0f0bd65a347220e1524852ee482ca4f6e72959168651128b2496856196b16c2d4b3bc3362d0bc3186c0f645922b4b793fda0437fafdaa1150d5ebf86683f110455eea7e96c502947d5f1db2118b9e9f70a7a7b95ed7445f8eded6834a1ef17bf9dcecab4f643fbf95e3d6fbfaa6f6f07d62afb4127e1dbfb990efa1ea2421ab986de0e41e7a22bbb113146b21d5a4828293f7c23be12dd24ac604f399252248c84298c0da311e6a69344e38ee650068230a68c236120ecada3492c764aa25aa150bc3d2688811cac2805512c192e25e35094a4b044272e296f398542b18462ea190aa3bb695862b8a4146c3dd5b884bcbd614e45bfe9be4f0b6a219db6c323b4d37e88b290da1f8424ec48b6c3ac359a0aee86a0a6eff1f70e9d8d846fafae297cb41bb81fe8cb1849ada22ced1d3988895076b73a56005063c410c46fef18315fee7be51e4d07653f8e0a077274bda05ce57cb81fbecc197f7ff0f7067faff8f081aee997f9e23714b9a18b06c78a0780ac20602218103abb0154dac951400d44b68de273ebf1081ccc00106d3cc17fc4c0063020b5ce00447405138c4579311c44b3de2d62c86b7168b18300653c75a563604b579ed8018139e010129864804ee08090017620013f560023e620310631c841798247e61c461d8494070d3ef40c9a18220fea80835a19010c0a02e631402107e47e6b546b71ee963fcb327a57783c2230989b8ee3ab0f60c68b9bdb3c598277b2d8b8d83f7835b8421505d20018583c8066df64f78bd0770cfa414cf7f8984ff817eafe21f6cb6e8a778e681e2799ea98c13c16607d3b5fe5185fc851c98842b21fc534afaa81136f49322666e9163df3c7309e0e6206b36ef6e1fb566b9eb5e118a06066b4e1c21b1b826c4092011f95410d826f086f157e98d1061b3837af8877c5098f07e20ef08c03ff0ee0c500f176a82873f7254c22ef77126b84b06f32f2fe004831c21ab85bc01735fb3503dc8c409ccb27936b4a5051093eb951e755d64e6ea29e0c7bc3ba8d8699f59b00002cc3179c3affa18007e9e01b9053f423140721802257866f019c168085521ff40b333c4e1c330af014c32b308f50e2d5d653b0b22bf8c37f5b55704eb0398186d64f4c4eab6c210a8ca64613', '2026-11-28T00:13:00Z');
INSERT INTO record (report, coder, body, added) VALUES ('a7ab3c41f7b4f8d18a7ab5d703a9fecf', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6', X'28b52ffd64200bad27004a52000e2e70276c00fcffbeaa4aff160df59390e0a6103f647ff294def68020c636a4718fdcc9eecaeeae6cdbc2d0d7ffbf10d200d300ce000a3adbc13827641bcfc320abac44a29d921356d952d4f47b040a04bcbda9af03adb29aaee3347b7afb9370f13d45fb31ad886eca50dfde12cbef1727da293aabe36f83696dd02d61eccaeffb874408943025627644cc4992087116e41c87acc53de63153d6913877ace64389164861a0e6b1c71c8ec25ed36f670bc20cd4f7b2dfde0aae1492e3f7c842580e04861cc8dbdf79c1b20b202444d45e5096109511903405bcbd6385f5fb4acd05c4932d00415b010dbc9d36030523544ddf182bd91e69f57ded0565e9ed0ffea1bdd23935fd43d5645040866fd25ea986be497bc38cdfbf8e112e1876b8a7f1aefc6695268dbe5f5d45667c19b6589560fd3e8d182bc908280c40101ac61a18995996c4511205999e4c6f9790a1c2866f53feae763921055dd3e9fbc8b42b8c6f6faafa3e80c2c2c2db9b56953bfade499695b00641f4437474b407bc1d6198e5600e64bdbddf740b78c1d2c183026f5f124a8fbf27a050e00872280948bb9cf18b34cb4958567be5f855d6922c0ad2fe604b2c672bda25fc2a48fb93fd6d567ba55ca9efd7d48ee3f47d1acfb330ebb0850303e484952928398713744d9b8a1c51c5c231f4ed8ad6760959faae76da9054c9afd2fe9266bd7db6c4ee7b8584903421e9fb040a0a02204010e0ed3d39d4efb37b2412edd493ac6512edb4150a486b37a3bf4f6361128ef6e90792483c8fb3565989c4f328c8362b91687f18b68b25120feded643fc8e8ef57331a5af0fa35457baaa8ca3d359d0b2ae5aa3a7e3b052337fd7e516fafb2a5aefcf676b49a149d9569ed89f6f4fd9adefe056b95fda093f0ed3d4d477d2f1946c880eeed0e742abab27bfb6468f8dea1c22ab962f07d75dca0dffe648d182bd94e292494941bbe8d234c470d43ec39cab120266998c338497a618eba6122a744ca4a9685b195284cb2b087281183b0739ad51004bd3d364bb228ec2c6759ec48dc71248ae31c0e63ba7187f31007418b318bad9740497714b12671c78218f256e48ee5ed8b39a17ed37d7f24ac84e3b4197f68a7fd1627e1689f1ea424741ca7ae643366add584b89ba29abec7df4b744612bebdbaa6f0d15e704fd4f7399a654ca2bd2b472d872db2b649340356c70831c205801a2ba6287e7bc7ca55d341d98f2324418e6eb5827285a4093d4cdc0ddfe78b03809020602220226369d4ed9123183c90691d26a668a8904bb4c104ff88051ae000f6cc00263afd089627bc342004536fdc317aaf608bbfb54d9e7630fd015fb0519fe0d00b1350cb017ab1cec916b42ef349e67c645a1e743af4546aa8ff821d3ca80507332302a330046c30a0090181538172f80c1f19189dae90d875197c20758d14ee829f2330660280865c8e69f8a9b90e3f40db6fbd268e1743076b571a4c70dc4d6f832aea6be17da772484eafe478ac0b00ba9da4708c5ac9590ac211e7bcaa0ffc1c295e7a319151f4e71f03f2b9170f099d3437c168685617128eb6658a4a84b59191a834dec882b9de9b80f46c879801a6904105c12784e7033fcca8c176929b2862310b6a040206103c20b7c85926dec980a3017a1b4045e15cd4b15e3763efb89b89b05d000e2a9cc32981582c5af18a6428049bb12b1cb29a4a6b8da6c4594c6525d46e761268acb2478029493f2c8077c08fb53e8145b86303910152b75df6ce1474bc3a694890c4f6ce4d4d9d5f', '2026-11-28T00:13:00Z');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('j01f0f80049a54c5f', '2026-11-28T00:14:01.453588776Z', 'ada', 'different', '[{"sha256":"50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a","start":7,"end":15,"of":"event"},{"sha256":"e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d","start":7,"end":13,"of":"event"}]', '{}', 'two places, two days');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('j283b77322dbd073b', '2026-11-28T00:14:03.189385407Z', 'ada', 'same', '[{"sha256":"50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a","start":7,"end":15,"of":"event"},{"sha256":"ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab","start":20,"end":26,"of":"event"}]', '{}', 'the later toll of one ambush');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('j7702206ee96f70c5', '2026-11-28T00:14:02.187226004Z', 'ada', 'reject', '[{"sha256":"87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5","start":13,"end":17,"in":"title","of":"event"}]', '{}', 'did not take place');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('j7aa5a07810b95e44', '2026-11-28T00:14:01.728612601Z', 'ada', 'note', '[{"sha256":"e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d","start":7,"end":13,"of":"event"}]', '{}', 'ask the governor''s office');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('j8a7f6348c97da5de', '2026-11-28T00:14:00.558794817Z', 'ada', 'edit', '[{"sha256":"ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab","start":0,"end":86,"of":"count"}]', '{"field":"best","value":8}', 'the governor''s later figure');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('jccdd83c78ab6010f', '2026-11-28T00:14:01.037102115Z', 'ada', 'accept', '[{"sha256":"e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d","start":0,"end":67,"of":"count"}]', '{"field":"best"}', '');
INSERT INTO judgement (id, at, author, kind, target, value, reason) VALUES ('jfbc1de3f3bea6df2', '2026-11-28T00:14:02.605536649Z', 'ada', 'undo', 'null', '{"undoes":"j7702206ee96f70c5"}', '');
INSERT INTO reference (incident, report, event) VALUES ('i2ea4da3fbb10', 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1');
INSERT INTO reference (incident, report, event) VALUES ('i326fd905ca32', '240b53b9d196fbe475bbaefc945541f5', 'e1');
INSERT INTO reading (report, coder) VALUES ('09e0c2b7c2e14afbc80f54eab609c18b', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6');
INSERT INTO reading (report, coder) VALUES ('240b53b9d196fbe475bbaefc945541f5', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6');
INSERT INTO reading (report, coder) VALUES ('35754b683db267451b3eb84de3342244', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6');
INSERT INTO reading (report, coder) VALUES ('78430471136366678e1d55cfb81f4df9', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6');
INSERT INTO reading (report, coder) VALUES ('a13f5440f309345dff61678e304fd6db', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6');
INSERT INTO reading (report, coder) VALUES ('a7ab3c41f7b4f8d18a7ab5d703a9fecf', '0.1.0 50cf1d26b10c386f bbbe189ca27f42d6');
INSERT INTO mention (report, event, main, component, incident, body) VALUES ('09e0c2b7c2e14afbc80f54eab609c18b', '', 1, '09e0c2b7c2e14afbc80f54eab609c18b ', 'i2ea4da3fbb10', '{"Report":"09e0c2b7c2e14afbc80f54eab609c18b","Event":"","Text":"f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2","Start":0,"End":0,"In":"","Published":20606,"From":-1073741824,"To":-1073741824,"Type":"","Mode":"","Main":true,"Background":false,"Number":1,"Country":"MLI","Admin1":"","Place":"mali","Lat":18,"Lon":-2,"HasPoint":true,"Precision":6,"Killed":-1073741824,"Injured":-1073741824,"Parties":null,"Persons":null,"Terms":"EF0oJtsCcPiVKpwBwaYmPekHnno4QSYAIAtDQ7QB0C80YXAAsgTpnAIEJKb7ouoElUO0rpcCHLIOtBAAHDUDvAUBLFHrx7YAhuGi1scDtLKd7c8K"}');
INSERT INTO mention (report, event, main, component, incident, body) VALUES ('240b53b9d196fbe475bbaefc945541f5', 'e1', 1, '09e0c2b7c2e14afbc80f54eab609c18b ', 'i326fd905ca32', '{"Report":"240b53b9d196fbe475bbaefc945541f5","Event":"e1","Text":"50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a","Start":7,"End":15,"In":"","Published":20580,"From":20579,"To":20579,"Type":"ASSAULT","Mode":"ambush","Main":true,"Background":false,"Number":1,"Country":"MLI","Admin1":"09","Place":"bourem","Lat":16.955,"Lon":-0.34861,"HasPoint":true,"Precision":1,"Killed":5,"Injured":2,"Parties":["army patrol","five soldiers","gunmen","others","soldiers"],"Persons":null,"Terms":"psIpDyYA8smlI4sBcPiVKvsA5vIkQX4Anno4QRcAD1fzVEUBiBUlV10A2yrKXicL0C80YUQAiFDzd5cDS4t3fvMBMepnh6MDsgTpnCMEJKb7ov8COauTpXsBlUO0rpQBHLIOtAoAHDUDvJ8AGz3DvHECKYgkvrEA10WWw+wBLFHrx28A0ZZi2F8DtLKd7ZYG"}');
INSERT INTO mention (report, event, main, component, incident, body) VALUES ('35754b683db267451b3eb84de3342244', 'e1', 1, '09e0c2b7c2e14afbc80f54eab609c18b ', 'i2ea4da3fbb10', '{"Report":"35754b683db267451b3eb84de3342244","Event":"e1","Text":"87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5","Start":13,"End":17,"In":"title","Published":20586,"From":-1073741824,"To":-1073741824,"Type":"CONSULT","Mode":"meeting","Main":true,"Background":false,"Number":1,"Country":"MLI","Admin1":"","Place":"mali","Lat":18,"Lon":-2,"HasPoint":true,"Precision":6,"Killed":-1073741824,"Injured":-1073741824,"Parties":["ministers"],"Persons":["mali''s foreign minister"],"Terms":"np/hAgwDjW0QEG8BnD7QNOwDJEhFQlAAQNCGTCUD853RUgsD6I22XJ8C0C80YWEAF8IudjYFVnnTiOIDHDUDvOIA10WWw7wCXZbG1XQCjuHm3q0HtLKd7VwJ"}');
INSERT INTO mention (report, event, main, component, incident, body) VALUES ('78430471136366678e1d55cfb81f4df9', 'e1', 1, '09e0c2b7c2e14afbc80f54eab609c18b ', 'i326fd905ca32', '{"Report":"78430471136366678e1d55cfb81f4df9","Event":"e1","Text":"ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab","Start":20,"End":26,"In":"","Published":20582,"From":20579,"To":20579,"Type":"ASSAULT","Mode":"ambush","Main":true,"Background":false,"Number":1,"Country":"MLI","Admin1":"09","Place":"bourem","Lat":16.955,"Lon":-0.34861,"HasPoint":true,"Precision":2,"Killed":8,"Injured":-1073741824,"Parties":["army patrol","seven soldiers"],"Persons":["hospital official"],"Terms":"FvgcErIB4EMcJQoCcPiVKvEA/qyDNSkC5vIkQXkAnno4QRYA3LxsT6cDs9ecTz4BD1fzVDgBaWd7Vm0E2yrKXrMK0C80YW4AaDw0aRgAMepnh+gFsgTpnFgCJKb7orIBHDUDvJkAGz3DvFgC10WWw9gBLFHrx2oAtLKd7VIG"}');
INSERT INTO mention (report, event, main, component, incident, body) VALUES ('a13f5440f309345dff61678e304fd6db', 'e1', 1, '09e0c2b7c2e14afbc80f54eab609c18b ', 'i326fd905ca32', '{"Report":"a13f5440f309345dff61678e304fd6db","Event":"e1","Text":"50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a","Start":7,"End":15,"In":"","Published":20580,"From":20579,"To":20579,"Type":"ASSAULT","Mode":"ambush","Main":true,"Background":false,"Number":1,"Country":"MLI","Admin1":"09","Place":"bourem","Lat":16.955,"Lon":-0.34861,"HasPoint":true,"Precision":1,"Killed":5,"Injured":2,"Parties":["army patrol","five soldiers","gunmen","others","soldiers"],"Persons":null,"Terms":"psIpDyYA8smlI4sBcPiVKvsA5vIkQX4Anno4QRcAD1fzVEUBiBUlV10A2yrKXicL0C80YUQAiFDzd5cDS4t3fvMBMepnh6MDsgTpnCMEJKb7ov8COauTpXsBlUO0rpQBHLIOtAoAHDUDvJ8AGz3DvHECKYgkvrEA10WWw+wBLFHrx28A0ZZi2F8DtLKd7ZYG"}');
INSERT INTO mention (report, event, main, component, incident, body) VALUES ('a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1, '09e0c2b7c2e14afbc80f54eab609c18b ', 'i2ea4da3fbb10', '{"Report":"a7ab3c41f7b4f8d18a7ab5d703a9fecf","Event":"e1","Text":"e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d","Start":7,"End":13,"In":"","Published":20585,"From":20584,"To":20584,"Type":"ASSAULT","Mode":"bombing","Main":true,"Background":false,"Number":1,"Country":"MLI","Admin1":"12070577","Place":"menaka","Lat":15.9182,"Lon":2.4022,"HasPoint":true,"Precision":1,"Killed":3,"Injured":-1073741824,"Parties":["three traders"],"Persons":null,"Terms":"cPiVKgYBnno4QR4AEIQ4R6cAORf6TMQBiBUlV6QAjB65X3cB0C80YUcA+m82YtoAwwOGiBsBZsgpj6IFcS74ta8ELgS4uMsBHDUDvKYAkRWZyooC+xnB4q8Aairz5aMLtLKd7d8G"}');
INSERT INTO block (hash, report, event, points) VALUES (48340894, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (269512077, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (303888406, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (598067698, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (598067698, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (622609376, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (640179472, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (714471536, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (714471536, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (714471536, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (714471536, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (714471536, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (886062748, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (897821950, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1025943233, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (1094220446, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (1111836708, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1128467232, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (1194886160, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1283903552, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1291458361, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1332526300, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1335678899, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1389469171, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1425233679, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1425233679, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1425233679, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1450927977, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1462048136, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1555467752, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1590307547, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1590307547, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1590307547, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1605967500, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1630810064, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (1630810064, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1630810064, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1647734778, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (1982775831, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2012434568, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2012434568, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2121763659, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2121763659, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2271734321, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2271734321, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2271734321, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2290484163, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2295560534, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2401880166, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2632516786, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (2632516786, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2632516786, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2632516786, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2734401060, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (2734401060, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2734401060, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2734401060, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2777918265, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2777918265, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2931049365, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (2931049365, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (2931049365, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3020861980, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (3052940913, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3099067438, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3154326812, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (3154326812, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3154326812, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3154326812, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3166911771, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3166911771, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3166911771, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3190065193, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3190065193, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3281405399, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3281405399, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3281405399, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3281405399, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3354087724, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (3399030161, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3586561629, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3600998790, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (3630339793, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3630339793, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3739672974, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3804305915, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3857918570, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3986535092, '09e0c2b7c2e14afbc80f54eab609c18b', '', 1);
INSERT INTO block (hash, report, event, points) VALUES (3986535092, '240b53b9d196fbe475bbaefc945541f5', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3986535092, '35754b683db267451b3eb84de3342244', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3986535092, '78430471136366678e1d55cfb81f4df9', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3986535092, 'a13f5440f309345dff61678e304fd6db', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (3986535092, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 1);
INSERT INTO block (hash, report, event, points) VALUES (4629112771509120978, 'a7ab3c41f7b4f8d18a7ab5d703a9fecf', 'e1', 2);
INSERT INTO block (hash, report, event, points) VALUES (7060405088434710812, '240b53b9d196fbe475bbaefc945541f5', 'e1', 2);
INSERT INTO block (hash, report, event, points) VALUES (7060405088434710812, '78430471136366678e1d55cfb81f4df9', 'e1', 2);
INSERT INTO block (hash, report, event, points) VALUES (7060405088434710812, 'a13f5440f309345dff61678e304fd6db', 'e1', 2);
INSERT INTO band (hash, sha256) VALUES (136249507538680919, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (185062979902757297, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (362970016082299333, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (397793402875238699, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (398745708346324646, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (446231922527462558, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (561359084780673453, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (609607960837137285, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (615109939565313196, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (632631597978919301, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (656184790226941408, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (685536414018749398, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (720392019360494462, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (1155682722984968825, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (1193660819472771187, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (1673753483820182861, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (1728012905024264591, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (1822543464777979469, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (1940246910154450478, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (2061266727526481495, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (2080259157491693587, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (2094108352509094653, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (2199121070827912348, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (2475324414099519771, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (2490822099013074500, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (2674076270511765792, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (2679340523732438919, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (2728995172616899445, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (2939841991467097629, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (3121448937516786158, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (3190483035975597890, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (3309593390203028157, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (3341504875260261263, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (3350624698385275044, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (3540443813415609250, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (3607626601980813924, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (3613675995286983311, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (3702738975167843243, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (3877545763733538361, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (3891761372248704820, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (3896288495408384870, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (3960818446634949962, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (3988852091292864487, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (3989427158713081307, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (4013905333392731683, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (4109881041272634935, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (4273909996567914087, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (4300474827482483681, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (4586982569625339796, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (4630905468528586447, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (4712315269082161031, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (4732599212449754665, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (4753389106649908687, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (4826181654552669046, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (4866380887244392084, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (4976271547410721818, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (5069345454301029548, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (5127784236185725445, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (5226422164350522457, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (5491319850138716779, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (5532814040540757980, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (5547619004123033067, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (5714955523940989011, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (5716528170366668037, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (5934711054563413516, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (5941939832309665668, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (6101353262739404472, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (6151005306612827368, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (6185655062248666571, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (6232674345219574220, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (6247721917541759272, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (6265027851778280438, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (6398934323222913869, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (6408861788618605004, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (6661111772540037420, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (6665844080801466314, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (7053455242715166708, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (7222448080102682008, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (7255212708346935739, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (7260153892852581220, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (7278576557174158979, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (7520463704985494352, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (7654384276140835501, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (7909000398482855784, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (8101866613090406570, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (8151235150371486803, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (8215917785569820234, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (8248419280604351657, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO band (hash, sha256) VALUES (8270850270200186927, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (8353199041515725612, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (8582926934709000495, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (8757678958569310691, 'ce5eab2d6b475fac2a47319bb23d1620f4dbc80e20864998b6a7379129364bab');
INSERT INTO band (hash, sha256) VALUES (8760115216811537122, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (8931040561148062900, '87869019a94bcb78e79b598ad2347c1ed8ebb7a876b2af156c1cd664a9ca51c5');
INSERT INTO band (hash, sha256) VALUES (8946846364480758032, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (8952871688384537363, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (8956660682997988776, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (9040771068023216123, 'f9632bcae371a6f9f98ef9996cf53c1531cee3257168ef23fce591eeb0f721b2');
INSERT INTO band (hash, sha256) VALUES (9180279040391798368, '50e888c6016fe1a3a43b814aede42fddfff92ea453507caa1012553540307d6a');
INSERT INTO band (hash, sha256) VALUES (9203174633673381135, 'e8d64907d6d8b74b5f40ae10cc30146ad7dc512c9cb192f3396f06af463b2f2d');
INSERT INTO incident (id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured) VALUES ('i2ea4da3fbb10', '2026-05-11', '2026-05-11', 'ASSAULT', 'bombing', 'MLI', '12070577', 'menaka', 15.9182, 2.4022, 3, 3, NULL);
INSERT INTO incident (id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured) VALUES ('i326fd905ca32', '2026-05-06', '2026-05-06', 'ASSAULT', 'ambush', 'MLI', '09', 'bourem', 16.955, -0.34861, 3, 8, 2);
INSERT INTO words (words) VALUES ('rebuild');
