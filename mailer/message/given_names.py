"""Common given names of many countries, lower case: how "with Dana" is told from "with Kestrel"."""

GIVEN_NAMES = frozenset(
    """
    aaron abby abdul abigail ada adam adele adrian agnes ahmed aidan aisha alan albert alejandro alessandro alex alexander alexandra
    alexis alfie ali alice alicia alison allison alina amanda amber amelia amina amir amit amy ana anand anders andre andrea andreas
    andrei andrew andy angela angelina angus anil anita anjali ann anna anne annette annie anthony antoine anton antonio anya april
    aria ariel arjun arthur asha asher ashley astrid audrey austin ava ayesha barbara barry beatrice becky belinda ben benjamin
    bernadette bernard bernie beth bethany betty bianca bill billy bjorn bob bogdan bonnie boris brad bradley brenda brendan brian
    bridget brittany brooke bruce bryan caitlin callum calvin camila camille carl carla carlos carmen carol carole caroline carolyn
    casey catherine cathy cecilia chandra charles charlie charlotte chen chiara chidi chloe chris christian christina christine
    christopher ciara cindy claire clara clare claudia clive colette colin colleen connor conor craig cristina crystal curtis cynthia
    daisy dale damian dan dana daniel daniela danielle danny daphne daria darren dave david dawn dean deborah debbie declan deepa deepak
    denis denise dennis derek diana diane diego dimitri dina divya dmitri dominic don donald donna doreen doris dorothy doug douglas
    dylan ed eddie edith eduardo edward edwin eileen elaine eleanor elena eli elias elijah elisa elise elizabeth ella ellen ellie elliot
    emeka emil emilia emily emma eric erica erik erin ernest esther ethan eugene eva evan eve evelyn fatima faye felicity felix fernanda
    fernando fiona florence fran frances francesca francesco francis francisco frank fred freddie frederick freya gabriel gabriela
    gareth garry gary gavin gemma geoff geoffrey george georgia georgina gerald gerard gerry gillian gina giorgio giovanni giulia glen
    glenn gloria gordon grace graham grant greg gregory greta guy gwen hamid hamza hana hannah hans harold harriet harry harvey hassan
    hazel heather hector heidi helen helena helga henrik henry hilary hiro holly howard hugh hugo ian ibrahim ida imran ines ingrid
    irene irina iris isaac isabel isabella isla ivan ivy jack jackie jackson jacob jacqueline jade jake james jamie jan jane janet
    janice jasmine jason javier jay jean jeff jeffrey jen jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy jin jo
    joan joanna joanne joe joel johan johanna john johnny jon jonas jonathan jordan jorge jose josef joseph josephine josh joshua joy
    joyce juan judith judy julia julian juliana julie juliet julio june justin kai kara karen karim karin karl kate katherine kathleen
    kathryn kathy katie katja katrina kay kayla keith kelly ken kenji kenneth kerry kevin khalid kim kimberly kiran kirsten kirsty klaus
    kofi kristen kristina kumar kurt kwame kyle lakshmi lara lars laura lauren laurence lawrence layla lea leah lee leila lena leo leon
    leonard leonie lesley leslie lewis li liam lila lily lin linda lindsay lindsey ling lisa liz lloyd lois lola lorenzo lorna lorraine
    louis louise luca lucas lucia lucy luis luisa luke lydia lynn lynne mabel maddie madeleine madison maeve magda maggie magnus mahmoud
    malcolm mandy manuel mara marc marcel marco marcus margaret maria marian marie marina mario marion marisa marjorie mark marta martha
    martin martina marvin mary mateo mathew matt matthew matthias maureen maurice mauro max maxine may maya mehmet mei mel melanie
    melissa mercedes meredith mia michael michelle miguel mike mila miles millie milo mina ming miranda miriam mitchell mo mohamed
    mohammad mohammed moira molly monica monika morgan muhammad mustafa myra nadia nadine naomi nancy nasir natalia natalie natasha
    nathan neha neil nell nia niamh nicholas nick nicola nicolas nicole nigel nikhil niki nikita nina noah noel noor nora norma norman
    octavia olga oliver olivia olu oluwaseun omar oscar owen pablo paige pam pamela paola pat patricia patrick paul paula pauline pedro
    peggy penelope penny per pete peter petra phil philip philippa phoebe pierre piotr polly pooja preeti priscilla priya rachel radha
    rafael raj rajesh ralph ramesh ramon randy raquel rashid ravi ray raymond rebecca reg regina rene reza rhiannon ricardo richard rick
    rita rob robert roberta roberto robin robyn rod roger rohan roland roman ron ronald rory rosa rosalind rose rosemary ross roxanne roy
    ruben ruby rui rupert russell ruth ryan sabine sabrina sadie sahil sally sam samantha samir samuel sandeep sandra sandy sanjay sara
    sarah sasha saskia scott sean sebastian selina serena sergio seth shane shannon sharon shaun shauna shawn sheena sheila shelley
    shirley shivani shreya sian sibel sid silvia simon simone sinead siobhan sofia sonia sonja sophia sophie stacey stan stanley stella
    stephanie stephen steve steven stuart sue sunil sunita susan susanna susie suzanne sven sylvia tamara tania tanya tara tariq tasha
    ted teresa terence terry tessa theo theresa thomas tiffany tim timothy tina toby todd tom tomas tommy toni tony tracey tracy trevor
    tricia trish tyler uma una ursula usha valentina valerie vanessa vera verity veronica vicky victor victoria vijay vikram vincent
    viola violet virginia vivian vivienne vlad walter wanda warren wayne wei wendy wesley will william willow winston xavier xin yan yasmin
    yasmine ying yolanda yuki yusuf yvette yvonne zac zach zack zara zoe zoey zofia
    """.split()  # noqa: SIM905 - a list of two thousand quotes reads worse
)
