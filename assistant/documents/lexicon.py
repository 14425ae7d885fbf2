# ruff: noqa: E501 - tables read best unbroken
"""Words that web pages put around articles, in French, English and Arabic: data, no decisions.

Every phrase is lower case without accents and with straight quotes; prose.py folds the Arabic
letters as it does those of a line. They are features of a line among others (see furniture.py), never a verdict
alone, and name no publisher.
"""

from __future__ import annotations

# Single entries of menus, headers and footers. A line made of nothing else is a menu.
MENU = """
accueil|home|menu|navigation|search|recherche|rechercher|chercher|ok|close|fermer|ouvrir|open|next|previous|prev|precedent
suivant|retour|back|haut de page|retour en haut|back to top|skip to content|aller au contenu|aller au contenu principal
plus|more|voir plus|see more|voir tout|tout voir|view all|see all|load more|charger plus|afficher plus|show more
s'abonner|abonnez-vous|abonnement|abonnements|je m'abonne|subscribe|subscription|subscriptions|sign in|sign up|sign out
log in|login|logout|register|se connecter|connexion|deconnexion|s'inscrire|inscription|s'identifier|mon compte|my account
mon espace|espace abonnes|espace membre|espace adherents|contact|contacts|contactez-nous|nous contacter|contact us|about
about us|a propos|qui sommes-nous|who we are|l'equipe|notre equipe|our team|careers|recrutement|emploi|emplois|jobs
annonces|annonces legales|petites annonces|publicite|advertise|advertising|advertisement|annonceurs|regie publicitaire
sponsored|sponsorise|contenu sponsorise|partenaires|partners|plan du site|sitemap|rss|flux rss|mentions legales|cgu|cgv
terms|terms of use|terms of service|terms and conditions|conditions d'utilisation|conditions generales|conditions generales d'utilisation
privacy|privacy policy|cookie policy|cookies|politique de confidentialite|confidentialite|donnees personnelles
politique des cookies|gestion des cookies|gerer les cookies|cookie settings|accessibilite|accessibility|faq|aide|help|support
a la une|la une|une|actualite|actualites|actu|news|latest|latest news|breaking news|flash info|flash infos|en direct|direct
live|en continu|derniere minute|dernieres actualites|dernieres nouvelles|derniers articles|fil info|fil d'actualite|depeches
economie|economy|politique|politics|societe|society|social|sport|sports|culture|monde|world|international|national|maroc
morocco|afrique|africa|europe|region|regions|regional|local|entreprises|entreprise|companies|business|affaires|finance
finances|finances news|bourse|markets|marches|industrie|industry|industries|energie|energy|agriculture|tourisme|tourism
immobilier|real estate|automobile|auto|motors|high-tech|tech|technologie|technologies|technology|it|numerique|digital
sciences|science|sante|health|education|environnement|environment|climat|climate|justice|faits divers|people|lifestyle
style|mode|loisirs|art|arts|musique|cinema|television|tv|radio|video|videos|photo|photos|galerie|gallery|podcast|podcasts
audio|multimedia|webtv|magazine|magazines|hors-serie|hors series|dossier|dossiers|special|supplements|enquete|enquetes
interview|interviews|entretien|entretiens|portrait|portraits|reportage|reportages|opinion|opinions|tribune|tribunes|analyse
analyses|analysis|editorial|edito|editos|chronique|chroniques|blog|blogs|debat|debats|idees|e-paper|e-papers|epaper
kiosque|kiosk|archives|archive|boutique|shop|evenements|events|agenda|calendar|newsletter|newsletters|notifications|alertes
alerts|applications|application|app|telecharger|download|mobile|version mobile|langue|language|languages|francais|english
arabic|arabe|espanol|fr|en|ar|es|facebook|twitter|x|instagram|linkedin|youtube|whatsapp|telegram|tiktok|pinterest|messenger
viber|email|e-mail|mail|courriel|google news|google actualites|flipboard|meteo|weather|horaires de priere|programme tv|jeux
games|services|produits|products|solutions|projets|projects|publications|ressources|resources|presse|press|communiques
communiques de presse|press releases|membres|members|adherents|adhesion|formation|conseil|appels d'offres|tenders
الرئيسيه|القائمه|بحث|ابحث|البحث|اغلاق|المزيد|عرض المزيد|عرض الكل|السابق|التالي|رجوع|تسجيل الدخول|تسجيل|دخول|خروج|حسابي
اشتراك|اشترك|اتصل بنا|من نحن|حول|فريق العمل|هيئه التحرير|اعلانات|اعلان|اشهار|للاعلان|اعلن معنا|خريطه الموقع|سياسه الخصوصيه
الخصوصيه|شروط الاستخدام|اتفاقيه الاستخدام|حقوق النشر|اخبار|الاخبار|اخر الاخبار|عاجل|اقتصاد|الاقتصاد|مال واعمال|مال|اعمال
سياسه|السياسه|مجتمع|المجتمع|رياضه|الرياضه|ثقافه|الثقافه|فن|فنون|فن وثقافه|دوليه|دولي|وطنيه|وطني|جهات|جهويه|محلي|محليه
المغرب|مغاربيه|العالم|عالم|افريقيا|صناعه|الصناعه|طاقه|الطاقه|فلاحه|سياحه|تكنولوجيا|علوم|علوم وتكنولوجيا|صحه|تعليم|بيئه
حوادث|منوعات|راي|اراء|كتاب واراء|مقالات|تحقيقات|حوارات|حوار|ملفات|تقارير|فيديو|فيديوهات|صور|صوت وصوره|بودكاست|مباشر|بث مباشر
طقس|الطقس|فيسبوك|تويتر|انستغرام|يوتيوب|واتساب|تلغرام|لينكدان|النشره البريديه|ارشيف|الارشيف|خدمات|وظائف|الفرنسيه|العربيه
""".replace("\n", "|")  # fmt: skip

# Buttons and captions of boxes: lines that hold little more than these are furniture.
BUTTONS = """
partager|partagez|partager sur|partager cet article|partagez cet article|partager l'article|partages|share|shares|share on
share this|share this article|share this story|share this post|tweet|tweeter|retweeter|envoyer|envoyer par mail
envoyer par e-mail|envoyer a un ami|send to a friend|email this|print|print this|version imprimable|version pdf|printable version|imprimer cet article|imprimer|imprimer l'article|pdf
copier le lien|lien copie|copy link|link copied|enregistrer|sauvegarder|save|bookmark|ajouter aux favoris|favoris|like|j'aime|offrir l'article|offrir cet article|lire plus tard|read later|save for later|gift this article
aimer|suivre|suivez-nous|suivez-nous sur|follow|follow us|follow us on|nous suivre|nous suivre sur|rejoignez-nous|join us
sur facebook|sur twitter|sur whatsapp|sur linkedin|on facebook|on twitter|ecouter|ecouter l'article|listen|listen to this article
lire la suite|lire plus|en savoir plus|read more|continue reading|lire l'article|lire l'article complet|lire la version complete
voir la video|voir les photos|agrandir|zoom|zoomer|commenter|repondre|reply|report|signaler|signaler un abus|signaler cette image
signaler un contenu|moderer|poster|publier|post comment|submit|valider|annuler|cancel|accepter|tout accepter|accept|accept all
j'accepte|refuser|tout refuser|reject|reject all|decline|continuer sans accepter|parametrer|parametres|personnaliser|preferences
taille du texte|text size|a+|a-|a a a|temps de lecture|temps de lecture estime|reading time|read time|min read|min de lecture|minutes de lecture|minutes|min
minute de lecture|vues|vue|affichages|hits|clics|views|view|lectures|lecteurs|fois lu|partage|commentaire|commentaires|comment|comments
aucun commentaire|pas de commentaire|no comments|0 commentaire|tags|tag|mots cles|mots-cles|keywords|etiquettes|themes|theme|sujets
topics|rubrique|rubriques|categorie|categories|category|classe dans|filed under|posted in|publie dans la rubrique
article precedent|article suivant|article plus recent|article plus ancien|newer post|older post|previous article|next article|previous post|next post|article precedent suivant
signaler une erreur|signaler une faute|ecrire au webmestre|contacter le webmestre|ecrire au webmaster|webmestre|webmaster|version pdf de cet article|changer de langue|nos partenaires|droit de reponse|corriger une erreur|envoyer une correction|proposer une correction|ecrire a l'auteur|contacter l'auteur
imprimer cette page|imprimez cet article|imprimez cette page|imprimer la page|pdf de cet article|format pdf|telecharger en pdf|copier l'adresse|copier l'url
activer les notifications|recevoir les alertes|retour en haut de page|retour a l'accueil|retour a la liste|retour aux actualites|retour aux articles|lien sponsorise
liens sponsorises|report an error|report a correction|suggest a correction|email the author|contact the author|print this page|print this article|download pdf
view as pdf|copy url|enable notifications|back to list|back to news|back to articles|sponsored links|ابلغ عن خطا|صحح خطا|راسل الكاتب|طباعه الصفحه|اطبع الصفحه
تفعيل الاشعارات|العوده الى الاعلى|اعلى الصفحه|العوده الى القائمه|روابط برعايه
photo non contractuelle|image d'illustration|photo d'illustration|illustration|photo|photos|credit photo|photo credit|credits
شارك|شاركها|شارك هذا المقال|شارك المقال|شارك الخبر|مشاركه|مشاركه المقال|مشاركه عبر|شارك على|شارك عبر|انشر|ارسل|ارسال|طباعه|اطبع|نسخ الرابط|انسخ الرابط
تم نسخ الرابط|حفظ|تابعنا|تابعونا|تابعنا على|تابعونا على|استمع|اقرا المزيد|قراءه المزيد|المزيد من التفاصيل|التفاصيل|لقراءه المزيد|رد|علق|الرد|ابلاغ
تبليغ|موافق|قبول|رفض|حجم الخط|تكبير الخط|تصغير الخط|مده القراءه|دقيقه قراءه|دقائق قراءه|مشاهده|مشاهدات|قراءات|التعليقات|تعليق|تعليقات
لا توجد تعليقات|كلمات مفتاحيه|الكلمات المفتاحيه|الوسوم|وسوم|تصنيفات|القسم|المقال السابق|المقال التالي|الخبر السابق|الخبر التالي|صوره تعبيريه|صوره ارشيفيه
""".replace("\n", "|")  # fmt: skip

# Headings of boxes with other articles. With a colon and a title behind, a line by themselves.
RELATED = """
a lire aussi|lire aussi|a lire egalement|lire egalement|a lire|lisez aussi|a voir aussi|voir aussi|voir egalement|a decouvrir
a decouvrir aussi|a ne pas manquer|ne manquez pas|sur le meme sujet|sur le meme theme|dans la meme rubrique|dans la meme categorie
du meme auteur|articles similaires|articles lies|articles connexes|articles associes|articles relatifs|articles recents
articles populaires|article similaire|article lie|autres articles|d'autres articles|plus d'articles|dans le meme dossier
contenus similaires|contenus sponsorises|les plus lus|les + lus|le plus lu|plus lus|les articles les plus lus|les plus partages
les plus commentes|les plus consultes|top articles|top 5|tendances|trending|trending now|recommande pour vous|recommandes pour vous
nos recommandations|vous aimerez aussi|vous pourriez aussi aimer|vous pourriez etre interesse par|cela pourrait vous interesser
ces articles peuvent vous interesser|ces articles pourraient vous interesser|cet article pourrait vous interesser|pour aller plus loin|pour en savoir plus
a la une|dernieres actualites|derniers articles|les dernieres nouvelles|dernieres depeches|les dernieres depeches|en ce moment|au sommaire|nos derniers articles|l'actu en continu
read also|also read|read next|see also|read more|up next|related|related articles|related stories|related posts|related news
related content|related topics|recommended|recommended for you|recommended stories|recommended articles|you may also like|you might also like
you may like|more from|more in|more on|more on this|more on this story|more stories|more news|other stories|most read|most popular|most viewed|popular
popular posts|recent posts|recent articles|latest stories|latest articles|editor's picks|editors' picks|don't miss|in case you missed it|further reading
اقرا ايضا|اقرا ايضاً|اقرا كذلك|اقرا المزيد|اقرؤوا ايضا|اقراوا ايضا|طالع ايضا|شاهد ايضا|انظر ايضا|قد يهمك|قد يهمك ايضا|قد يعجبك ايضا|قد يعجبك|ربما يعجبك ايضا
مواضيع ذات صله|مقالات ذات صله|اخبار ذات صله|موضوعات ذات صله|ذات صله|مقالات مشابهه|مواضيع مشابهه|مواضيع متعلقه|مقالات اخرى|اخبار اخرى|المزيد من الاخبار|المزيد من
الاكثر قراءه|الاكثر مشاهده|الاكثر تداولا|الاكثر تعليقا|اخر الاخبار|اخر المستجدات|احدث الاخبار|احدث المقالات|في نفس الموضوع|من نفس القسم|من نفس التصنيف|مختارات|لا تفوت
""".replace("\n", "|")  # fmt: skip

# Labels over advertising, and nothing else.
ADS = """
publicite|publicites|pub|annonce|annonces|contenu sponsorise|sponsorise|article sponsorise|publi-redactionnel|publireportage
la suite apres la publicite|la suite apres cette publicite|advertisement|advertisements|advertising|advertorial|ad|ads
sponsored|sponsored content|sponsored post|paid content|paid post|promoted|promotion|article continues below
اعلان|اعلانات|اشهار|محتوى اعلاني|محتوى مدعوم|مساحه اعلانيه|محتوى برعايه
""".replace("\n", "|")  # fmt: skip

# Labels of boxes that serve the reader: to subscribe, to take files away, to look something up.
SERVICES = """
abonnez-vous|abonnement|je m'abonne|newsletter|newsletters|la newsletter|notre newsletter|infolettre|notre infolettre
a telecharger|telechargement|telechargements|telecharger|documents a telecharger|documents joints|pieces jointes|fichiers joints
sondage|le sondage|meteo|la meteo|subscribe|subscribe now|our newsletter|newsletter sign-up|downloads|attachments|poll|weather
اشترك|اشتركوا|اشترك الان|النشره البريديه|نشرتنا البريديه|للتحميل|ملفات للتحميل|مرفقات|استطلاع|استطلاع الراي|الطقس|حاله الطقس
""".replace("\n", "|")  # fmt: skip

# Headings of what readers wrote. What follows is theirs, to the end of the page.
COMMENTS = """
commentaires|commentaire|vos commentaires|les commentaires|laisser un commentaire|laissez un commentaire|ajouter un commentaire
ecrire un commentaire|publier un commentaire|poster un commentaire|deposer un commentaire|soyez le premier a commenter|reagir|reagissez
reactions|vos reactions|votre avis|donnez votre avis|reagir a cet article|laisser une reponse|avis des lecteurs|reactions des lecteurs|courrier des lecteurs
comments|leave a comment|leave a reply|post a comment|add a comment|write a comment|join the conversation|join the discussion|be the first to comment
reader comments|readers' comments|what do you think|have your say|discussion
التعليقات|تعليقات|تعليقات الزوار|تعليقات القراء|اراء القراء|اترك تعليقا|اترك تعليقاً|اضف تعليقا|اضف تعليق|اضف تعليقك|اكتب تعليقا|اكتب تعليقك|شارك برايك|شاركنا رايك|كن اول من يعلق
""".replace("\n", "|")  # fmt: skip

# Sentences of boxes are told by cues: a line with cues of one group that together weigh 2 or more.
# (group, weight, pattern); patterns run on the folded line.
CUES: tuple[tuple[str, float, str], ...] = (
    ("cookies", 1.2, r"\bcookies?\b|\btraceurs\b|ملفات تعريف الارتباط|الكوكيز"),
    ("cookies", 1.0, r"\b(nous|site|we|our|this website|notre)\b.{0,40}\b(utilis\w+|depose(nt)?|use[sd]?|using|stores?)\b"),
    ("cookies", 1.0, r"\bvotre (experience|navigation|consentement|vie privee|appareil)\b|\bnavigation sur ce site\b"),
    ("cookies", 1.0, r"\byour (experience|consent|privacy|device|choices?)\b|\bpersonnalis\w+ (le |les |la )?(contenus?|annonces|publicites?)"),
    ("cookies", 1.0, r"\b(accept\w*|refus\w+|parametr\w+|consent\w*|reject|preferences)\b|\bmesure d'audience\b|\bpersonali[sz]ed? (ads|content)"),
    ("cookies", 1.0, r"نستخدم|يستخدم هذا الموقع|تجربتك|تصفحك|موافقتك|سياسه الخصوصيه"),
    ("cookies", 0.8, r"\bpolitique de confidentialite\b|\bprivacy policy\b|\bnos partenaires\b|\bour partners\b|\bdonnees personnelles\b"),
    ("newsletter", 1.2, r"\bnewsletters?\b|\binfolettre\b|\blettre d'information|\bmailing list\b|النشره البريديه|نشرتنا|القائمه البريديه"),
    ("newsletter", 1.0, r"\b(inscrivez|abonnez)-vous\b|\binscription\b|\bs'inscrire\b|\bs'abonner\b|\bje m'(inscris|abonne)\b|\bsubscribe\b|\bsign up\b|\bsign-up\b|اشترك|سجل في"),
    ("newsletter", 0.9, r"\brecev(ez|oir)\b|\breceive\b|\bget (the|our|all)\b|\bchaque (jour|matin|semaine)\b|\b(every|each) (day|morning|week)\b|\bdaily\b|\bweekly\b|ليصلك|لتصلك|لتوصل|يوميا|اسبوعيا"),
    ("newsletter", 0.9, r"\b(boite|adresse) (mail|e-mail|email|electronique)\b|\b(votre|your) (e-?mail|boite|inbox|adresse)\b|\binbox\b|\be-?mail address\b|بريدك|البريد الالكتروني"),
    ("newsletter", 2.0, r"\bvous (?:recevez|avez recu) (?:ce|cet|cette) (?:message|e-?mail|courriel|mail|lettre|courrier)\b|\byou (?:are receiving|received|got) this (?:message|e-?mail|newsletter)\b|(?:توصلتم?|تتلقى) (?:ب)?هذه الرساله"),
    ("newsletter", 1.7, r"\b(?:se|vous|me) desabonner\b|\bsi vous ne souhaitez plus recevoir\b|\bif you no longer (?:wish|want) to receive\b"),
    ("contact", 1.0, r"^contacts? (?:presse|medias?)\b|^(?:media|press|press office) contacts?\b|^contacts? ?:|^(?:relations?|service)(?: de| avec la)? (?:presse|medias?)\b|^(?:pour (?:plus d'|toute )informations?|for (?:more|further|media) (?:information|inquiries|enquiries))\b|^(?:للتواصل|للاتصال|للمزيد من المعلومات)"),
    ("contact", 0.7, r"[\w.+-]+@[\w-]+\.\w{2,}|(?:\+|\b00|\(0\))\d{1,3}[\s.()-]*\d(?:[\s.()-]*\d){6,}|\b0\d(?:[\s.-]?\d\d){4}\b"),
    ("newsletter", 1.7, r"\bdesinscri\w+|\bunsubscribe\b|الغاء الاشتراك"),
    ("newsletter", 1.7, r"\b(?:vos donnees|votre adresse|votre e-?mail)\b.{0,40}\b(?:revendue?s?|cedee?s?|communiquee?s?|partagee?s?)\b|\byour (?:data|details|address|e-?mail) will (?:never|not) be (?:sold|shared|passed)|لن نشارك بريدك"),
    ("newsletter", 0.8, r"\bgratuite?(ment)?\b|\bfor free\b|مجانا|\bl'essentiel de l'(actu|info)|\bbest stories\b"),
    ("paywall", 1.2, r"\b(article|contenu|lecture) (est )?(reserve|payant)e?s?\b|\breserve(e|s)? aux abonnes\b|\bsubscribers? only\b|\bfor subscribers\b|\bsubscriber-only\b|للمشتركين|محتوى خاص"),
    ("paywall", 1.0, r"\b(deja|vous etes) abonnee?\b|\babonnez-vous\b|\balready a subscriber\b|\bsubscribe\b|\babonnes?\b|اشترك"),
    ("paywall", 1.0, r"\bil vous reste\b|\bpour lire la suite\b|\bcet article est\b|\bla suite de (cet article|l'article)\b|\bto (continue|keep) reading\b|\bthis article is\b|\bpoursuivre (la|votre) lecture\b|\bsans engagement\b|\bdes \d+ \w+ par mois\b|\bconnectez-vous\b|\blog in\b|لمواصله القراءه|لقراءه المقال"),
    ("paywall", 1.7, r"\breservee?s? (a|aux) .{0,30}\b(abonnes|lecteurs|membres|inscrits)\b|\bonly for (our )?(subscribers|members)\b"),
    ("paywall", 1.7, r"\boffert par (un|une|nos) abonne|\bgift article\b|\bthis article is free\b"),
    ("legal", 1.7, r"\bcannot be held responsible\b|\bnot responsible for\b|\bne (saurait|peut|saurai\w*) etre tenue?s? (pour )?responsable"),
    ("legal", 2.0, r"©|\(c\) ?(19|20)\d\d|\bcopyright\b|\btous droits reserves\b|\ball rights reserved\b|جميع الحقوق محفوظه|كل الحقوق محفوظه|حقوق النشر محفوظه|الحقوق محفوظه"),
    ("legal", 1.2, r"\b(toute )?reproduction\b.{0,60}\b(interdite|autorisation|soumise)\b|\bmay not be (reproduced|published|copied)\b|\bwithout (prior )?(written )?permission\b|يمنع نقل|دون اذن|اعاده النشر"),
    ("legal", 1.0, r"\bsans (?:l'|notre |son )?(?:autorisation|accord)(?: prealable| ecrit)?\b.{0,30}\b(?:interdite?s?|prohibee?s?)\b|\bmeme partielle\b"),
    ("legal", 1.2, r"\bsans (l')?autorisation\b"),
    ("legal", 1.7, r"\bdepot legal\b[ :n°]{0,5}\d|\bissn\b[ :]{0,3}\d{4}-|رقم الايداع القانوني"),
    ("legal", 1.0, r"\bmentions legales\b|\bconditions (generales|d'utilisation)\b|\bterms (of|and)\b|\beditee? par\b|\bdirecteur de (la )?publication\b|\bcommission paritaire\b|\bregistered (in|office|number)\b|\brcs\b|\bsiege social\b|مدير النشر|رئيس التحرير"),
    ("legal", 1.0, r"\bhebergee? par\b|\bhebergement\b|\bdroits de propriete\b|\bpropriete intellectuelle\b|\bdonnees (a caractere )?personnel|\bdroit d'acces\b|\bresponsabilite de (leurs|son|ses) auteurs?\b|\bdo not necessarily (reflect|represent)\b|\bne refletent pas\b|\bn'engage(nt)? que\b|لا تعبر .{0,20}عن راي"),
    ("legal", 1.0, r"\bopinions? exprimees?\b|\bviews expressed\b|الاراء (الوارده|المنشوره)"),
    ("source", 2.0, r"^(cliquez|cliquer|click|appuyez|tap) (ici|here)\b|\bcliquez ici (pour|afin)\b|\bclick here (to|for)\b|\blire l'article (depuis|sur|a) (sa|la) source\b|\b(read|view) the (original|full) (article|story|post|version)\b|^(اضغط|انقر) هنا|لقراءه (المقال|الخبر) من (المصدر|مصدره)"),
    ("report", 2.0, r"\bmerci d'avoir signal|\bthank you for reporting\b|\bcette image sera\b.{0,60}\bsignal|\bsignaler (cette|un|ce) (image|abus|contenu|commentaire)\b|\breport (this|abuse|an error)\b|شكرا .{0,12}التبليغ"),
    ("comments", 1.2, r"\b(votre|laisser? un|poster un|publier un|ajouter un|ecrire un|premier a) comment\w*|\b(leave a|post a|your|add a) (comment|reply)\b|\bbe the first to\b|اترك تعليق|اضف تعليق|تعليقك"),
    ("comments", 1.0, r"\b(adresse|email|e-mail)\b.{0,50}\b(ne sera pas|will not be) (publiee?|published)\b|\bchamps (obligatoires|requis)\b|\brequired fields\b|\bmoder(es?|ation|ateurs?|ated|ators?)\b|لن يتم نشر|الحقول الالزاميه"),
    ("comments", 1.0, r"^(?:vous devez|il faut|merci de vous|connectez-vous|se connecter|you (?:must|need to|have to)|(?:log|sign) ?in|يجب) .{0,30}\b(?:connecter?|identifier|inscrit|pour|logged|signed|to|تسجيل)\b"),
    ("comments", 1.7, r"\bcomment(aire)?s (are|sont) (now )?(closed|disabled|fermes|clos|desactives)\b|التعليقات مغلقه"),
    ("comments", 1.0, r"\b(connecte|connectez-vous|logged in|inscrit)\b.{0,40}\b(commenter|comment|reagir)\b|\bpour commenter\b|\bto (post a )?comment\b|\bsave my name\b|\benregistrer mon nom\b|\bcharte\b|احفظ اسمي"),
    ("follow", 1.0, r"\b(suivez|rejoignez|retrouvez)([- ]nous)?\b|\bfollow us\b|\bjoin (us|our)\b|\bdownload (the|our)\b|\btelechargez\b|\bnotre (chaine|page|application|appli)\b|\bour (channel|page|app)\b|تابعونا|تابعنا|تابعوا|انضم|حمل تطبيق"),
    ("follow", 1.7, r"\bcet article vous a (?:plu|interesse|ete utile)\b|\bdid you (?:like|enjoy|find) this (?:article|story|page)\b|هل اعجبك (?:المقال|الخبر)"),
    ("follow", 0.8, r"^(telechargez|commandez|download|order|get|حمل|حملوا) (notre|nos|votre|our|your|the free|le guide|la brochure|le livre blanc|دليل)\b"),
    ("follow", 1.1, r"\b(facebook|twitter|whatsapp|linkedin|instagram|youtube|telegram|google news|google actualites|tiktok)\b|\bapp store\b|\bgoogle play\b|فيسبوك|تويتر|واتساب|يوتيوب|انستغرام|تلغرام"),
    ("bio", 1.0, r"\best (journaliste|redact(eur|rice)|chroniqueu(r|se)|correspondant)\b|\bis (a|an|the) ([\w-]+ ){0,3}(journalist|reporter|correspondent|editor|writer)\b|صحفيه? |صحافيه? |كاتبه? صحف"),
    ("bio", 1.0, r"\bcouvre (l'actualite|les|le)\b|\b(diplomee?|laureate?) (de|du)\b|\ba rejoint (la redaction|notre)\b|\bcovers\b|\bfollow (him|her|them)\b|\bwrites about\b|\bpassionnee? (de|par)\b|\b(ses|tous ses|voir tous ses) articles\b|\bjoined\b.{0,30}\bin (19|20)\d\d"),
    ("disable", 2.0, r"\b(activer|enable|activez) javascript\b|\bjavascript (est|is|doit|must)\b|\badblock\b|\bbloqueur de (pub|publicites?)\b|\bad blocker\b|\bvotre navigateur\b.{0,40}\b(supporte|obsolete|compatible)|\byour browser\b"),
)  # fmt: skip

# Lines that only a site writes about itself or its tools, whatever page they stand on: patterns
# that match a short folded line without a full stop from its beginning.
TOOLS: tuple[str, ...] = (
    r"(?:article |billet |post |story )?(?:precedent|suivant|previous|next)(?: article| post| story)?\s?[:>»›«‹<]+ ?\S",
    r"(?:المقال|الخبر|الموضوع)? ?(?:السابق|التالي)\s?[:>»›«‹<]+ ?\S",
    r"(?:tous|toutes) les (?:articles|billets|publications) (?:de|du|par)\b|autres articles (?:de|du|par)\b|(?:all|more|other) (?:articles|posts|stories) by\b|(?:كل|جميع) مقالات",
    r"(?:cliquez|cliquer|click|tap) (?:ici|sur|pour|here|on|to)\b|(?:اضغط|انقر) (?:هنا|على|ل)",
    r"(?:nous avons )?\d+ (?:invites?|visiteurs?|guests?|users?)\b.{0,40}\b(?:en ligne|online)$|qui est en ligne ?\??$|who'?s online ?\??$",
    r"(?:page )?(?:lue?|vue?|consultee?|partagee?) [\d., ]+ fois$|(?:read|viewed|shared) [\d., ]+ times$|(?:قرئ|شوهد) [\d., ]+ مره$",
    r"lectures? ?: ?\d+(?: ?min\w*)?$|(?:temps|duree) de lecture\b|reading time\b|\d+ min(?:ute)?s? (?:read|de lecture)$|مده القراءه",
    r"(?:nombre de )?(?:visiteurs?|visites|visitors|visits|hits|page views|عدد الزوار|الزوار) ?: ?[\d., ]+$",
    r"page (?:generee|servie|calculee|chargee|affichee|rendered|generated|served|loaded) (?:en|in) [\d.,]+",
    r"(?:ce )?site (?:optimise|concu|realise|heberge|developpe) (?:pour|par|avec)\b|(?:fierement )?propulse par\b|(?:proudly )?powered by\b|(?:web)?site (?:by|designed by|hosted by)\b|تصميم وبرمجه|بدعم من وورد",
    r"(?:derniere )?mise a jour du site\b|site (?:last )?updated\b|اخر تحديث للموقع",
    r"e?-?issn\b[ :n°]*\d{4}-?\d{3}[\dx]$|depot legal\b[ :n°]*[\d/ -]+$|commission paritaire\b[ :n°]*[\w/ -]+$|رقم الايداع القانوني",
    r"(?:s\.?a\.?(?:r\.?l\.?|s\.?)?|societe (?:editrice|anonyme)|شركه) .{0,40}\b(?:au capital (?:social )?de|راسمالها)\b",
    r"(?:tel|telephone|fax|gsm|standard|phone|e-?mail|courriel|الهاتف|هاتف|الفاكس|فاكس)\b[ .:]*[+(\d][\d ().+-]{7,}$",
    r"(?:[\w.-]+ ?[-–·|,] ?)?(?:il y a \d+ (?:minutes?|heures?|jours?|semaines?|mois|ans?)|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago|منذ \d+ (?:دقيقه|دقائق|ساعه|ساعات|يوم|ايام|اسابيع|شهر|اشهر))$",
    r"(?:[a-z]{3} ?/ ?[a-z]{3}|1 ?(?:[a-z]{3}|euros?|dollars?|[€$£]) ?=) ?:? ?\d[\d., ]*(?:[a-z]{2,3})?(?: ?\(?[+-]?[\d.,]+ ?%\)?)?$",
    r"(?:horaires de )?prieres? ?:|prayer times\b|مواقيت الصلاه",
    r"(?:votre|your) (?:publicite|pub|encart|annonce|ad|advert) (?:ici|here)\b|annoncez (?:ici|dans nos|sur (?:ce|notre))|advertise (?:here|with us|on this)|للاشهار هنا|اعلن هنا",
    r"(?:bimensuel|bimestriel|mensuel|trimestriel|hebdomadaire|quotidien|monthly|quarterly|weekly)?[ ,:–-]*(?:prix ?: ?)?[\d.,]+ ?(?:dhs?|€|euros?|dirhams?|mad) (?:le numero|l'exemplaire|per copy|an issue)$",
)  # fmt: skip

FUNCTION_WORDS = frozenset("""
le la les l un une des du de d au aux et ou mais donc car que qu qui quoi dont ce c cet cette ces son sa ses leur leurs
mon ma mes notre nos votre vos il elle ils elles on nous vous je j tu se s lui y en ne n pas plus par pour dans sur sous
avec sans entre vers chez contre depuis pendant apres avant lors selon afin comme aussi ainsi alors si est sont a ont ete
etait etaient sera seront serait avait avaient fut etre avoir fait peut doit va vont tout tous toute toutes meme tres
the a an of to in and or but is are was were has have had do does did that which who whom whose it its this these those by
for with on at from as be been being will would can could may might should must not no he she they we you his her their our
there than then so if when while where into over about after before between during under said says also more
في من على الى عن ان التي الذي الذين هذا هذه ذلك تلك كما قد لم لن لا ما كان كانت يكون تكون وقد حيث بعد قبل خلال مع بين هو هي
هم او ثم اي كل بعض غير عند حتى منذ اذا انه انها بان وان ولم وهو وهي وفي ومن وعلى والى كذلك ايضا بل لكن ولكن الا عبر ضمن نحو
حول دون وذلك وكان وكانت ليس اذ فان فيها فيه منها منه بها به لها له عليها عليه عنها عنه اليها اليه لدى ضد تم يتم
""".split())  # fmt: skip


VERBS = frozenset("""
est sont a ont etait etaient sera seront serait avait avaient fut furent peut peuvent doit doivent va vont fait font
is are was were has have had will would can could may must does did said says
كان كانت يكون تكون سيكون ستكون قال قالت اكد اكدت اضاف اضافت اوضح اوضحت اعلن اعلنت يوجد توجد تم يتم ستتم سيتم
""".split())  # fmt: skip
