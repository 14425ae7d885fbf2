"""A language model words the answer where there is one; nothing it says is shown unchecked.

    rewrite     a follow-up made complete, several questions told apart, before anything is sought
    generate    passages -> prompts -> writer -> draft -> support -> fill: the whole line
        passages    the likeliest sentences with their neighbours (`orders`: none that orders a
                    machine about), numbered
        prompts     every prompt, one copy each (`unseen`: no hidden characters)
        writer      the one door to providers: deadlines, one class of failure, rests
        draft       the stream cut into sentences, each with the passages that it names
        support     the quotes that bear a sentence out, or the sentence withheld
        fill        quotes put beside, where what was withheld, or a disagreement, is told by them
    remembered  what the model wrote lately; checked anew each time
    trouble     what a reader is told where the model fails

The answer made of quotes is always there first: it stands in where nothing of the model's passes.
"""
