"""The words of each language that carry grammar and not matter, folded.

Question words stand among them: they say what kind of answer is wanted, which the question side
reads for itself, and name nothing that a document could be found by.
"""

from __future__ import annotations

from assistant.schema import Language

_FRENCH = """
a afin ai aie aient ailleurs ainsi alors apres as au aucun aucune aujourd'hui auquel aura aurait
aussi autre autres aux auxquelles auxquels avaient avais avait avant avec avez avoir avons ayant
beaucoup bien c car ce ceci cela celle celles celui cependant certain certaine certaines certains
ces cet cette ceux chaque chez ci combien comme comment d dans de debut dedans dehors deja depuis
des desquels desquelles dessous dessus devant doit doivent donc dont du duquel durant elle elles
en encore enfin entre envers es est et etaient etais etait etant ete etes etre eu eux fait faire
font furent fut hors hui ici il ils j je jusqu jusque l la laquelle le lequel les lesquelles
lesquels leur leurs lors lorsque lui m ma mais malgre me meme memes mes mien mienne moi moins mon
n ne ni non nos notre nous on ont or ou oui par parce parmi pas pendant peu peut peuvent plupart
plus plusieurs plutot pour pourquoi pourrait pres puis puisque qu quand que quel quelle quelles
quelqu quelque quelques quels qui quoi quoique s sa sans sauf se selon sera serait seront ses si
sien sienne soi soient soit sommes son sont sous suis sur surtout t ta tandis tant te tel telle
telles tels tes toi ton tous tout toute toutefois toutes tres tu un une vers via voici voila vos
votre vous vu y
"""

_ENGLISH = """
a about above after again against all almost along already also although always am among an and
another any anyone anything are aren't around as at be became because become been before being
below between both but by can cannot can't could couldn't d did didn't do does doesn't doing don't
done down during each either else ever every few for from further get gets given had hadn't has
hasn't have haven't having he her here hers herself him himself his how however i if in into is
isn't it it's its itself just ll many may me might more most much must my myself near neither no
nor not of off often on once only or other others our ours out over own per please re s same shall
she should shouldn't since so some such t than that the their theirs them themselves then there
these they this those through thus to too toward towards under until up upon us ve very via was
wasn't we were weren't what when where whether which while who whom whose why will with within
without won't would wouldn't yet you your yours
"""

_ARABIC = """
في من على علي الى الي عن مع منذ حتى حتي بين بعد قبل عند لدى لدي خلال حول ضد دون بدون عبر نحو تحت فوق
امام وراء حسب وفق ضمن لاجل بسبب رغم سوى سوي غير مثل كما لكن بل او ام ثم اما لو لولا اذا اذ ان انه
انها انهم انما لان لانه لانها كان كانت كانوا يكون تكون ليس ليست قد لقد سوف لم لن لا ما ماذا متى متي
اين كيف كم لماذا هل من اي ايه ايها هو هي هم هن هما انت انتم انا نحن هذا هذه هذان هاتان هؤلاء هولاء
ذلك تلك اولئك اوليك هناك هنا الذي التي الذين اللذان اللتان اللاتي اللواتي كل كله كلها بعض جميع كلا
كلتا اكثر اقل جدا فقط ايضا كذلك حيث حين حينما عندما بينما كلما لما مما عما فيما بما لها له لهم لي
لك لنا به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم اليه اليها اليهم عنه عنها عنهم معه
معها معهم وهو وهي وهم وفي ومن وعلى وعلي والى والي وعن ومع وان وكان وكانت ولا ولم ولن وقد كانه لكل
يتم تم وتم اصبح اصبحت يمكن قام قامت و ف ب ك ل
"""

STOPWORDS: dict[Language, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "ar": frozenset(_ARABIC.split()),
}
# In capitals these are names, whatever they mean in small letters.
NAMES_IN_CAPITALS = frozenset({"AI", "IT", "US", "WHO"})
