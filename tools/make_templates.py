#!/usr/bin/env python3
"""Makes the templates of catalog/templates/documents: make_templates.py [--check].

They are ordinary documents, and workbooks of those that are kept as tables, that an office may edit in Word, Excel or WPS
instead. This recipe keeps the common page of the documents, that of
GB/T 9704-2012 (5.2.1 A4, top 37 mm, left 28 mm, text area 156 mm x 225 mm; 5.2.3 22 lines of 28 characters of 三号 仿宋;
7.5 page numbers in 四号 between two dashes, right on odd pages and left on even ones), in one place. --check says which
template is no longer what the recipe makes."""

import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "catalog" / "templates" / "documents"
W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def mm(value):
    """Millimetres as twentieths of a point."""
    return round(value * 1440 / 25.4)


TEXT_WIDTH_MM, TEXT_HEIGHT_MM = 156, 225
LINE = mm(TEXT_HEIGHT_MM) // 22  # exact, so that 22 lines fill the page
SONG, FANG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
RED = "FF0000"


def style(name, label, font, half_points, paragraph="", run="", based="Normal"):
    basis = "" if name == "Normal" else f'<w:basedOn w:val="{based}"/>'
    default = ' w:default="1"' if name == "Normal" else ""
    return (f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{label}"/>{basis}<w:qFormat/>'
            f'<w:pPr>{paragraph}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
            f'w:eastAsia="{font}" w:cs="Times New Roman"/>{run}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
            f'</w:rPr></w:style>')


def spacing(before=0, after=0, line=LINE, rule="exact"):
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
CENTRE = '<w:jc w:val="center"/>'
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
STYLES = HEAD + f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>' + "".join([
    # 28 characters of 16 pt are 158 mm: 0.25 pt less between them makes them 156.
    style("Normal", "Normal", FANG, 32, '<w:widowControl w:val="0"/>' + spacing() + INDENT + '<w:jc w:val="both"/>', '<w:spacing w:val="-5"/>'),
    style("Title", "Title", TITLE, 44, spacing(LINE, LINE, 640) + NO_INDENT + CENTRE),
    style("Heading1", "heading 1", HEI, 32, "<w:keepNext/>" + spacing() + INDENT + '<w:outlineLvl w:val="0"/>'),
    style("Heading2", "heading 2", KAI, 32, "<w:keepNext/>" + spacing() + INDENT + '<w:outlineLvl w:val="1"/>'),
    style("Plain", "无缩进", FANG, 32, spacing() + NO_INDENT),
    style("Right", "落款", FANG, 32, spacing() + '<w:ind w:rightChars="200" w:right="632" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'),
    style("Caption", "表题", HEI, 24, "<w:keepNext/>" + spacing(160, 80, 320, "atLeast") + NO_INDENT + CENTRE),
    style("Cell", "表格文字", FANG, 21, spacing(20, 20, 300, "atLeast") + NO_INDENT + '<w:jc w:val="left"/>', '<w:spacing w:val="0"/>'),
    style("CellCentre", "表格文字居中", FANG, 21, CENTRE, "", "Cell"),
    style("CellHead", "表头", HEI, 21, "<w:keepNext/>" + CENTRE, "", "Cell"),
    style("Small", "说明", FANG, 21, spacing(80, 80, 320, "atLeast") + NO_INDENT, '<w:spacing w:val="0"/>'),
    style("Chart", "图", FANG, 21, spacing(60, 60, 240, "auto") + NO_INDENT + CENTRE),
    style("RedHead", "发文机关标志", TITLE, 72, spacing(0, 0, 1100) + NO_INDENT + CENTRE, f'<w:color w:val="{RED}"/>'),
    style("IssueLine", "期号", FANG, 32, spacing() + NO_INDENT + CENTRE),
    style("Strip", "色条", HEI, 36, spacing(120, 120, 480, "atLeast") + NO_INDENT + CENTRE, '<w:color w:val="FFFFFF"/><w:spacing w:val="40"/>'),
    style("PageNumber", "页码", SONG, 28, spacing(0, 0, 280, "atLeast") + NO_INDENT),
]) + "</w:styles>"


def run(text, look=""):
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    pieces = text.split("\t")
    body = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)
    return f"<w:r>{look}{body}</w:r>"


def p(text="", name="Normal", extra="", look=""):
    chosen = f'<w:pStyle w:val="{name}"/>' if name != "Normal" else ""
    return f"<w:p><w:pPr>{chosen}{extra}</w:pPr>{run(text, look) if text else ''}</w:p>"


def marks(*texts):
    """Marks on lines of their own; they vanish."""
    return "".join(p(text, "Plain") for text in texts)


PAGE_BREAK = "<w:pageBreakBefore/>"
RED_LINE = (f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>')


def red_head(name, issue=True):
    """The head of a bulletin: name in red, issue and date, a red line."""
    out = p(name, "RedHead")
    if issue:
        out += p("（{{期间}}）", "IssueLine")
        out += p("{{办公室}}编\t{{编制日期}}", "Plain",
                 f'{RED_LINE}<w:tabs><w:tab w:val="right" w:pos="{mm(TEXT_WIDTH_MM)}"/></w:tabs>' + spacing(200, 240, 320, "atLeast"),
                 '<w:sz w:val="24"/><w:szCs w:val="24"/>')
    else:
        out += p("", "Plain", RED_LINE + spacing(0, 240, 160))
    return out


def cell(text, width, name="Cell", span=1, fill=""):
    span_xml = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (f'<w:tc><w:tcPr><w:tcW w:w="{mm(width)}" w:type="dxa"/>{span_xml}{shade}<w:vAlign w:val="center"/></w:tcPr>'
            + "".join(p(line, name) for line in text.split("\n")) + "</w:tc>")


def row(texts, widths, names, head=False, fill=""):
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    return f"<w:tr>{look}" + "".join(cell(t, w, n, fill=fill) for t, w, n in zip(texts, widths, names)) + "</w:tr>"


def table(widths, head, rows, left=()):
    """Columns of these millimetres; those of `left` are set to the left, the others in the middle."""
    names = ["Cell" if i in left else "CellCentre" for i in range(len(widths))]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                      for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    out = (f'<w:tbl><w:tblPr><w:tblW w:w="{mm(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
           '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
           '</w:tblCellMar></w:tblPr><w:tblGrid>' + "".join(f'<w:gridCol w:w="{mm(w)}"/>' for w in widths) + "</w:tblGrid>")
    if head:
        out += row(head, widths, ["CellHead"] * len(widths), head=True, fill="F2F2F2")
    return out + "".join(row(each, widths, names) for each in rows) + "</w:tbl>"


def gap():
    return p("", "Small")


def each(name, *texts):
    """A row for each of a list."""
    texts = list(texts)
    texts[0] = "{{#每个 " + name + "}}" + texts[0]
    texts[-1] += "{{/每个}}"
    return texts


def footer(align):
    indent = '<w:ind w:rightChars="100" w:right="280" w:firstLineChars="0" w:firstLine="0"/>' if align == "right" else \
        '<w:ind w:leftChars="100" w:left="280" w:firstLineChars="0" w:firstLine="0"/>'
    number = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
              '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return (HEAD + f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="PageNumber"/>{indent}<w:jc w:val="{align}"/></w:pPr>'
            f"{run('— ')}{number}{run(' —')}</w:p></w:ftr>")


def section(landscape):
    width, height = (mm(297), mm(210)) if landscape else (mm(210), mm(297))
    turned = ' w:orient="landscape"' if landscape else ""
    # Turned, the page keeps its head where the left margin was.
    top, right, bottom, left = (28, 37, 26, 35) if landscape else (37, 26, 35, 28)
    return ('<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:footerReference w:type="even" r:id="rId3"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{mm(top)}" w:right="{mm(right)}" '
            f'w:bottom="{mm(bottom)}" w:left="{mm(left)}" w:header="{mm(15)}" w:footer="{mm(bottom - 12)}" w:gutter="0"/></w:sectPr>')


def parts(body, landscape=False):
    links = [("styles", "styles.xml"), ("footer", "footer1.xml"), ("footer", "footer2.xml"), ("settings", "settings.xml")]
    types = {"document": "document.main", "styles": "styles", "footer1": "footer", "footer2": "footer", "settings": "settings"}
    return {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{OFFICE}{t}+xml"/>' for n, t in types.items())
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>模板</dc:title></cp:coreProperties>',
        "word/_rels/document.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="rId{i}" Type="{REL}{t}" Target="{f}"/>' for i, (t, f) in enumerate(links, 1)) + "</Relationships>",
        "word/document.xml": HEAD + f"<w:document {W}><w:body>{body}{section(landscape)}</w:body></w:document>",
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "word/settings.xml": HEAD + f'<w:settings {W}><w:evenAndOddHeaders/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/styles.xml": STYLES,
    }


# ---- the documents

def task_table():
    names = ["{{表头.序号}}", "{{表头.要求}}", "{{表头.任务}}", "{{表头.责任单位}}", "{{表头.配合单位}}"]
    line = ["{{#每个 指标}}{{#每个 指标.任务}}{{合并:指标.编号}}{{指标.编号}}", "{{合并:指标.要求}}{{指标.要求}}", "{{任务.内容}}",
            "{{任务.责任单位}}", "{{任务.配合单位}}{{/每个}}{{/每个}}"]
    return p("{{标题}}", "Title") + table([12, 52, 85, 34, 42], names, [line], left=(1, 2, 3, 4)), True


def review_report():
    return (p("{{标题}}", "Title") + marks("{{#每个 说明}}") + p("{{说明}}") + marks("{{/每个}}")
            + p("一、问题汇总", "Heading1")
            + table([22, 78, 20, 18, 87], ["代码", "问题类型", "级别", "处数", "首处"],
                    [each("汇总", "{{代码}}", "{{类型}}", "{{级别}}", "{{处数}}", "{{首处}}")], left=(1, 4))
            + p("二、逐处问题与修改建议", "Heading1")
            + table([12, 34, 58, 64, 57], ["序号", "位置", "原文", "问题", "建议"],
                    [each("问题", "{{编号}}", "{{位置}}", "{{原文}}", "{{问题.问题}}", "{{建议}}")], left=(1, 2, 3, 4))), True


def duty_table(name):
    return table([16, 30, 66, 22, 22], ["编号", "所属指标", "任务", "时限", "共同牵头"],
                 [each(name, "{{编号}}", "{{指标}}", "{{任务}}", "{{期限}}", "{{共同牵头}}")], left=(1, 2, 4))


def responsibility_letter():
    return (p("{{城市}}创建环境保护模范城市目标责任书", "Title") + p("（{{年度}}年度）", "IssueLine")
            + p("责任单位：{{单位}}", "Plain", spacing(LINE // 2, 0))
            + p("为全面完成创建环境保护模范城市各项目标任务，明确责任，{{城市}}人民政府与{{单位}}签订本责任书。")
            + p("一、牵头任务（{{牵头数}}项）", "Heading1")
            + marks("{{#如果 牵头任务}}") + duty_table("牵头任务") + marks("{{否则}}") + p("没有牵头任务。") + marks("{{/如果}}")
            + p("二、配合任务（{{配合数}}项）", "Heading1")
            + marks("{{#如果 配合任务}}") + duty_table("配合任务") + marks("{{否则}}") + p("没有配合任务。") + marks("{{/如果}}")
            + p("三、责任要求", "Heading1")
            + p("（一）按任务分解表规定的时限完成任务，主要负责人为第一责任人。", look=f'<w:rFonts w:eastAsia="{FANG}"/>')
            + p("（二）按催报通知规定的期限报送数据和佐证材料，对其真实性、完整性负责。")
            + p("（三）完成情况纳入年度考核，考核结果予以通报。")
            + p("本责任书一式两份，双方各执一份。", extra=spacing(0, LINE))
            + table([78, 78], None, [["{{城市}}人民政府（盖章）\n\n负责人：\n\n年　月　日", "{{单位}}（盖章）\n\n负责人：\n\n年　月　日"]])), False


def reminder():
    strip = (f'<w:tbl><w:tblPr><w:tblW w:w="{mm(156)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
             f'<w:gridCol w:w="{mm(156)}"/></w:tblGrid><w:tr>' + cell("{{底色:催办单.底色}}{{催办单.名称}}", 156, "Strip") + "</w:tr></w:tbl>")
    sheet = (strip + p("催　办　单", "Title") + p("{{单位}}：", "Plain")
             + p("截至{{编制日期}}，你单位有下列{{催办单.件数}}件事项需要办理。{{催办单.要求}}")
             + p("", "Small")
             + table([12, 52, 48, 26, 18], ["序号", "事项", "催办原因", "期限", "逾期\n工作日"],
                     [each("催办单.事项", "{{序号}}", "{{事项.事项}}", "{{事项.理由}}", "{{事项.期限}}", "{{事项.逾期天数}}")], left=(1, 2))
             + p("已经报送的，请与创模办公室核对。", extra=spacing(LINE // 2, LINE))
             + p("{{办公室}}", "Right") + p("{{编制日期}}", "Right"))
    return (marks("{{#每个 催办单}}", "{{#如果 另起一页}}") + p("", "Small", PAGE_BREAK) + marks("{{/如果}}") + sheet + marks("{{/每个}}")
            + marks("{{#如果没有 催办单}}") + p("催　办　单", "Title") + p("{{单位}}：", "Plain")
            + p("截至{{编制日期}}，你单位没有需要催办的事项。") + p("{{办公室}}", "Right") + p("{{编制日期}}", "Right")
            + marks("{{/如果}}")), False


def standing(number):
    return (p(f"{number}、指标进展", "Heading1")
            + p("按{{数据截至}}已登记的数据，评价到{{评价到}}，{{指标总数}}项指标中达标{{达标数}}项、未达标{{未达标数}}项、无法判定{{无法判定数}}项、未到期{{未到期数}}项。")
            + marks("{{#如果 变化}}") + p("与{{期间起}}相比，判定有变化的：")
            + marks("{{#每个 变化}}") + p("指标{{编号}}“{{名称}}”由{{原判定}}变为{{现判定}}。") + marks("{{/每个}}", "{{否则}}")
            + p("与{{期间起}}相比，各项指标的判定没有变化。") + marks("{{/如果}}")
            + marks("{{#如果 未达标指标}}") + p("未达标指标", "Caption")
            + table([14, 46, 30, 34, 32], ["编号", "指标", "实测", "要求", "差距"],
                    [each("未达标指标", "{{编号}}", "{{名称}}", "{{实测}}", "{{要求}}", "{{余量}}")], left=(1,))
            + gap() + marks("{{/如果}}")
            + marks("{{#如果 无法判定指标}}") + p("无法判定的指标和缺少的数据", "Caption")
            + table([14, 46, 96], ["编号", "指标", "缺少的数据（期间，供数单位）"],
                    [each("无法判定指标", "{{编号}}", "{{名称}}", "{{缺项}}")], left=(1, 2))
            + gap() + marks("{{/如果}}"))


def air_words():
    return (p("{{空气.名称}}：{{期间}}有效监测{{空气.有效天数}}天，优良{{空气.优良天数}}天，优良率{{空气.优良率}}（{{空气.级别分布}}）。"
              "{{#如果 空气.首要污染物}}首要污染物以{{空气.首要污染物}}为主。{{/如果}}"
              "{{#如果 空气.有上年同期}}上年同期有效监测{{空气.上年有效天数}}天，优良{{空气.上年优良天数}}天。{{/如果}}"))


def water_words():
    return p("{{名称}}共{{断面数}}个：达标{{达标数}}、不达标{{不达标数}}、没有完整监测值{{缺测数}}，达标率{{达标率}}。")


def measured(number):
    return (p(f"{number}、环境质量", "Heading1") + marks("{{#每个 空气}}", "{{#如果 空气.有监测}}") + air_words()
            + marks("{{#如果 空气.污染物}}")
            + table([40, 28, 44, 44], ["污染物", "单位", "{{期间}}均值", "上年同期"],
                    [each("空气.污染物", "{{污染物.名称}}", "{{污染物.单位}}", "{{污染物.均值}}", "{{污染物.上年均值}}")])
            + gap() + marks("{{/如果}}", "{{/如果}}", "{{/每个}}") + marks("{{#每个 地表水}}") + water_words()
            + marks("{{/每个}}", "{{#每个 水源地}}") + water_words() + marks("{{/每个}}"))


def chasing(number):
    return (p(f"{number}、数据报送", "Heading1")
            + p("目前红色督办{{红色督办数}}件、黄色预警{{黄色预警数}}件、蓝色提醒{{蓝色提醒数}}件，{{逾期单位数}}个单位有报送逾期。")
            + marks("{{#如果 逾期单位}}") + p("报送逾期的单位", "Caption")
            + table([16, 56, 22, 36, 26], ["序号", "单位", "件数", "最早期限", "逾期工作日"],
                    [each("逾期单位", "{{序号}}", "{{逾期单位.单位}}", "{{件数}}", "{{最早期限}}", "{{逾期工作日}}")], left=(1,))
            + gap() + marks("{{/如果}}", "{{#如果 近期应报}}") + p("近期应报", "Caption")
            + table([34, 18, 104], ["日期", "件数", "单位"], [each("近期应报", "{{日期}}", "{{件数}}", "{{近期应报.单位}}")], left=(2,))
            + gap() + marks("{{/如果}}"))


def monthly_bulletin():
    return (red_head("创模工作简报") + p("{{城市}}创模工作{{期间}}简报", "Title") + standing("一") + measured("二") + chasing("三")), False


def quarterly_report():
    return (p("{{城市}}创建环境保护模范城市工作\n{{期间}}情况汇报".replace("\n", ""), "Title") + p("{{城市}}人民政府：", "Plain")
            + p("现将{{期间起}}至{{期间止}}创模工作情况汇报如下。") + standing("一") + measured("二") + chasing("三")
            + p("四、请市政府研究的事项", "Heading1") + p("（由创模办公室填写。）")
            + p("{{办公室}}", "Right", spacing(LINE, 0)) + p("{{编制日期}}", "Right")), False


def assessment_notice():
    return (red_head("考核通报") + p("关于{{期间}}数据报送考核情况的通报", "Title") + p("各责任单位：", "Plain")
            + p("按{{数据截至}}的报送记录，{{期间}}各单位的报送完整、及时和准确情况通报如下。三类指标各说明一个方面，不相加计分。")
            + marks("{{#如果 单位}}") + p("各单位报送考核情况", "Caption")
            + table([11, 35, 30, 15, 16, 12, 16, 11, 10], ["序号", "单位", "报送期", "完整", "完整率", "按期", "按期率", "逾期", "退回"],
                    [each("单位", "{{序号}}", "{{单位.名称}}", "{{单位.期间}}", "{{完整}}", "{{完整率}}", "{{按期}}", "{{按期率}}", "{{平均逾期}}", "{{退回}}")], left=(1,))
            + p("完整：审核通过的数据项/应报数据项；按期：按期报送的催报/应报的催报；逾期：平均逾期天数。", "Small") + marks("{{否则}}")
            + p("{{期间}}没有到期的报送。") + marks("{{/如果}}")
            + p("{{办公室}}", "Right", spacing(LINE // 2, 0)) + p("{{编制日期}}", "Right")), False


def surface_table():
    return table([56, 24, 24, 24, 28], ["断面", "目标类别", "年度类别", "评价", "达标月次"],
                 [each("地表水.断面", "{{断面.名称}}", "{{目标}}", "{{断面.类别}}", "{{底色:断面.颜色}}{{断面.评价}}", "{{达标次数}}")], left=(0,))


def environment_bulletin():
    nothing = p("没有登记{{年度}}年的环境空气监测数据。")
    air = (p("一、环境空气", "Heading1") + marks("{{#如果没有 空气}}") + nothing + marks("{{/如果}}", "{{#每个 空气}}", "{{#如果 空气.有监测}}") + air_words() + marks("{{#如果 空气.污染物}}")
           + p("主要污染物年均浓度", "Caption")
           + table([34, 20, 24, 24, 22, 32], ["污染物", "单位", "{{年度}}年", "上年", "限值", "评价"],
                   [each("空气.污染物", "{{污染物.名称}}", "{{污染物.单位}}", "{{污染物.均值}}", "{{污染物.上年均值}}", "{{污染物.限值}}", "{{污染物.评价}}")])
           + gap() + marks("{{/如果}}", "{{#每个 空气.污染物}}") + p("{{图:污染物.各月图 150×62}}", "Chart") + marks("{{/每个}}", "{{否则}}") + nothing + marks("{{/如果}}", "{{/每个}}"))
    water = (p("二、水环境", "Heading1") + marks("{{#每个 地表水}}") + water_words() + p("{{地表水.名称}}", "Caption") + surface_table() + gap()
             + marks("{{/每个}}", "{{#每个 水源地}}") + water_words() + marks("{{/每个}}"))
    noise = (p("三、声环境", "Heading1") + marks("{{#每个 噪声}}")
             + p("{{噪声.名称}}：{{年度}}年{{加权}}的平均等效声级为{{噪声.均值}} {{噪声.单位}}，要求{{要求}}，测点{{噪声.测点数}}个，其中有监测值的{{噪声.有效测点数}}个。")
             + marks("{{/每个}}"))
    return (red_head("环境质量公报", issue=False) + p("{{年度}}年{{城市}}环境质量公报", "Title") + air + water + noise
            + p("{{办公室}}", "Right", spacing(LINE // 2, 0)) + p("{{编制日期}}", "Right")), False


def air_daily():
    return (red_head("空气质量日报", issue=False) + p("{{城市}}{{期间}}空气质量日报", "Title")
            + marks("{{#如果没有 日报}}") + p("当日没有监测数据。") + marks("{{/如果}}", "{{#每个 日报}}")
            + p("{{日报.名称}}：{{日报.日期}}空气质量指数（{{指数名称}}）为{{日报.指数}}，空气质量级别为{{日报.级别}}，首要污染物：{{日报.首要污染物}}。")
            + p("近七日空气质量", "Caption")
            + table([44, 30, 36, 46], ["日期", "{{指数名称}}", "级别", "首要污染物"],
                    [each("日报.近七日", "{{近七日.日期}}", "{{近七日.指数}}", "{{底色:近七日.颜色}}{{近七日.级别}}", "{{近七日.首要污染物}}")])
            + gap() + p("{{图:日报.近日图 150×58}}", "Chart") + marks("{{/每个}}")
            + p("{{办公室}}", "Right") + p("{{编制日期}}", "Right")), False


def drinking_water():
    months = [f"{{{{底色:断面.各月.{m}月.颜色}}}}{{{{断面.各月.{m}月.类别}}}}" for m in range(1, 13)]
    line = ["{{#每个 水源地.断面}}{{断面.名称}}", *months[:11], months[11] + "{{/每个}}"]
    return (red_head("水质月报", issue=False) + p("{{城市}}饮用水水源水质月报", "Title") + p("（{{期间}}）", "IssueLine", spacing(0, LINE))
            + marks("{{#如果没有 水源地}}") + p("没有登记饮用水水源地的监测数据。") + marks("{{/如果}}", "{{#每个 水源地}}") + water_words()
            + p("{{期间}}水质评价", "Caption")
            + table([60, 30, 66], ["水源地", "评价", "超标项目"],
                    [each("水源地.断面", "{{断面.名称}}", "{{底色:断面.颜色}}{{断面.类别}}", "{{断面.超标项目}}")], left=(0, 2))
            + p("{{年度}}年各月达标情况", "Caption")
            + table([36] + [10] * 12, ["水源地"] + [str(m) for m in range(1, 13)], [line], left=(0,))
            + p("√ 达标　× 不达标　— 没有完整的监测值", "Small") + marks("{{/每个}}")
            + p("{{办公室}}", "Right") + p("{{编制日期}}", "Right")), False


def noise_annual():
    return (red_head("声环境质量年报", issue=False) + p("{{城市}}{{年度}}年声环境质量年报", "Title")
            + marks("{{#如果没有 噪声}}") + p("没有登记声环境监测数据。") + marks("{{/如果}}", "{{#每个 噪声}}")
            + p("{{噪声.名称}}", "Heading1")
            + p("{{年度}}年{{加权}}的平均等效声级为{{噪声.均值}} {{噪声.单位}}，要求{{要求}}；测点{{噪声.测点数}}个，其中有监测值的{{噪声.有效测点数}}个。")
            + table([39, 39, 39, 39], ["年份", "平均等效声级", "测点数", "有监测值的测点"],
                    [each("噪声.各年", "{{年份}}", "{{各年.均值}}", "{{各年.测点数}}", "{{各年.有效测点数}}")])
            + p("{{图:噪声.各年图 120×60}}", "Chart") + marks("{{/每个}}") + p("{{办公室}}", "Right") + p("{{编制日期}}", "Right")), False


def city_assessment():
    return (p("{{城市}}城市环境综合整治定量考核报送表", "Title") + p("（{{年度}}年度）", "IssueLine")
            + marks("{{#如果 有考核表}}")
            + table([14, 54, 18, 16, 18, 18, 18], ["编号", "指标", "单位", "权重", "上限", "下限", "数值"],
                    [each("考核项目", "{{编号}}", "{{名称}}", "{{考核项目.单位}}", "{{权重}}", "{{上限}}", "{{下限}}", "{{数值}}")], left=(1,))
            + p("权重、上限、下限照本市提供的指标表；得分由上级部门核定，此处不计算。", "Small") + marks("{{否则}}")
            + p("权重和上下限没有公开来源。请把本市所用的指标表写成工作区 templates/city-assessment.csv，各栏为：编号,名称,单位,权重,上限,下限,统计数据。")
            + marks("{{/如果}}") + p("填报单位：{{办公室}}", "Plain", spacing(LINE, 0)) + p("填报日期：{{编制日期}}", "Plain")), False


def self_check():
    return (p("{{城市}}创建环境保护模范城市指标自查表", "Title")
            + p("按{{数据截至}}已登记的数据，评价到{{评价到}}：{{指标总数}}项指标中达标{{达标数}}项、未达标{{未达标数}}项、无法判定{{无法判定数}}项、未到期{{未到期数}}项。", "Small")
            + table([10, 32, 50, 26, 24, 19, 24, 40], ["序号", "指标", "判据", "实测", "要求", "判定", "余量", "缺少的数据"],
                    [["{{#每个 指标}}{{#每个 指标.判据}}{{合并:指标.编号}}{{指标.编号}}", "{{合并:指标.名称}}{{指标.名称}}", "{{判据.编号}} {{判据.名称}}", "{{判据.实测}}",
                      "{{判据.要求}}", "{{底色:判据.颜色}}{{判据.判定}}", "{{判据.余量}}", "{{判据.缺项}}{{/每个}}{{/每个}}"]], left=(1, 2, 7))), True


DOCUMENTS = {
    "task-table": task_table, "review-report": review_report, "responsibility-letter": responsibility_letter, "reminder": reminder,
    "monthly-bulletin": monthly_bulletin, "quarterly-report": quarterly_report, "assessment-notice": assessment_notice,
    "environment-bulletin": environment_bulletin, "air-daily": air_daily, "drinking-water-monthly": drinking_water,
    "noise-annual": noise_annual, "city-assessment": city_assessment, "self-check": self_check,
}


# ---- the workbooks

S = ('xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# Looks of cells, by name: number format (49: text, whatever it looks like), font, fill, border, place.
FONTS = [(SONG, 11, False), (TITLE, 20, False), (HEI, 11, False), (FANG, 11, False)]
LOOKS = {
    "": (0, 0, 0, 0, ""),
    "title": (49, 1, 0, 0, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
    "note": (49, 3, 0, 0, '<alignment vertical="center" wrapText="1"/>'),
    "head": (49, 2, 2, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
    "text": (49, 3, 0, 1, '<alignment vertical="center" wrapText="1"/>'),
    "middle": (49, 3, 0, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
    "number": (0, 3, 0, 1, '<alignment horizontal="center" vertical="center"/>'),
    "percent": (164, 3, 0, 1, '<alignment horizontal="center" vertical="center"/>'),
    "total": (0, 2, 2, 1, '<alignment horizontal="center" vertical="center"/>'),
}
NAMES = list(LOOKS)


def book_styles():
    fonts = "".join(f'<font>{"<b/>" if bold else ""}<sz val="{size}"/><name val="{name}"/><charset val="134"/></font>' for name, size, bold in FONTS)
    sides = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
    cells = "".join(f'<xf numFmtId="{form}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" '
                    f'applyFill="1" applyBorder="1" applyAlignment="1">{place}</xf>' for form, font, fill, border, place in LOOKS.values())
    return (HEAD + f'<styleSheet {S}><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts count="{len(FONTS)}">{fonts}</fonts>'
            '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
            '<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>'
            f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{sides}<diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(LOOKS)}">{cells}</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>')


def sheet_cell(at, text, look):
    style = NAMES.index(look)
    if text.startswith("="):
        return f'<c r="{at}" s="{style}"><f>{escape(text[1:])}</f></c>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else f'<c r="{at}" s="{style}"/>'


def book_parts(name, widths, rows, head):
    """A workbook of one sheet. `rows`: (height or None, is merged over all columns, [(text, look)]); the row `head` (from 1) and
    those above it stay in sight and are printed on each page."""
    last = chr(ord("A") + len(widths) - 1)
    body, merges = "", ""
    for number, (height, merged, cells) in enumerate(rows, 1):
        tall = f' ht="{height}" customHeight="1"' if height else ""
        cells = cells + [("", cells[0][1])] * (len(widths) - len(cells)) if merged else cells
        body += f'<row r="{number}"{tall}>' + "".join(sheet_cell(f"{chr(ord('A') + i)}{number}", *each) for i, each in enumerate(cells)) + "</row>"
        merges += f'<mergeCell ref="A{number}:{last}{number}"/>' if merged else ""
    columns = "".join(f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(widths, 1))
    sheet = (f'<worksheet {S}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="{head}" '
             f'topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
             f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{body}</sheetData><mergeCells count="{merges.count("ref=")}">{merges}</mergeCells>'
             '<printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.9" bottom="0.8" header="0.4" footer="0.4"/>'
             '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>')
    book = (f'<workbook {S}><bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
            f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{name}!${head}:${head}</definedName></definedNames></workbook>')
    types = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    package = parts("")
    return {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/xl/{n}.xml" ContentType="{SHEETS}{t}+xml"/>' for n, t in types.items())
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": package["_rels/.rels"].replace("word/document.xml", "xl/workbook.xml"),
        "docProps/core.xml": package["docProps/core.xml"],
        "xl/_rels/workbook.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{REL}styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": book_styles(),
        "xl/workbook.xml": HEAD + book,
        "xl/worksheets/sheet1.xml": HEAD + sheet,
    }


def title_row(text):
    return (40, True, [(text, "title")])


def note_row(text, height=None):
    return (height, True, [(text, "note")])


def head_row(*texts):
    return (30, False, [(text, "head") for text in texts])


def mark_row(text):
    """A mark in a row of its own; it vanishes."""
    return (None, False, [(text, "")])


def list_row(texts, looks):
    return (None, False, list(zip(texts, looks)))


def task_table_book():
    looks = ["middle", "text", "text", "text", "text"]
    line = ["{{#每个 指标}}{{#每个 指标.任务}}{{合并:指标.编号}}{{指标.编号}}", "{{合并:指标.要求}}{{指标.要求}}", "{{任务.内容}}",
            "{{任务.责任单位}}", "{{任务.配合单位}}{{/每个}}{{/每个}}"]
    return book_parts("任务分解表", [7, 32, 56, 22, 30], [
        title_row("{{标题}}"),
        head_row("{{表头.序号}}", "{{表头.要求}}", "{{表头.任务}}", "{{表头.责任单位}}", "{{表头.配合单位}}"),
        list_row(line, looks)], 2)


def assessment_notice_book():
    looks = ["number", "text", "middle", "middle", "percent", "middle", "percent", "number", "number", "number"]
    return book_parts("报送考核", [7, 26, 24, 12, 11, 12, 11, 11, 9, 9], [
        title_row("{{城市}}{{期间}}数据报送考核情况"),
        note_row("按{{数据截至}}的报送记录。完整：审核通过的数据项/应报数据项；按期：按期报送的催报/应报的催报。三类指标各说明一个方面，不相加计分。", 32),
        head_row("序号", "单位", "报送期", "完整", "完整率", "按期", "按期率", "平均逾期天数", "退回", "更正"),
        list_row(each("单位", "{{序号}}", "{{单位.名称}}", "{{单位.期间}}", "{{完整}}", "{{完整率}}", "{{按期}}", "{{按期率}}", "{{平均逾期}}", "{{退回}}", "{{更正}}"), looks),
        (24, False, [("合计", "total"), *[("", "total")] * 7, ("=SUM(I4:I4)", "total"), ("=SUM(J4:J4)", "total")])], 3)


def self_check_book():
    looks = ["middle", "text", "text", "middle", "middle", "middle", "middle", "text"]
    line = ["{{#每个 指标}}{{#每个 指标.判据}}{{合并:指标.编号}}{{指标.编号}}", "{{合并:指标.名称}}{{指标.名称}}", "{{判据.编号}} {{判据.名称}}", "{{判据.实测}}",
            "{{判据.要求}}", "{{底色:判据.颜色}}{{判据.判定}}", "{{判据.余量}}", "{{判据.缺项}}{{/每个}}{{/每个}}"]
    return book_parts("自查表", [7, 24, 44, 18, 18, 12, 18, 40], [
        title_row("{{城市}}创建环境保护模范城市指标自查表"),
        note_row("按{{数据截至}}已登记的数据，评价到{{评价到}}：{{指标总数}}项指标中达标{{达标数}}项、未达标{{未达标数}}项、无法判定{{无法判定数}}项、未到期{{未到期数}}项。", 24),
        head_row("序号", "指标", "判据", "实测", "要求", "判定", "余量", "缺少的数据"), list_row(line, looks)], 3)


def city_assessment_book():
    looks = ["middle", "text", "middle", "number", "number", "number", "number"]
    return book_parts("城考报送表", [9, 44, 14, 14, 14, 14, 18], [
        title_row("{{城市}}城市环境综合整治定量考核报送表（{{年度}}年度）"),
        mark_row("{{#如果没有 有考核表}}"),
        note_row("权重和上下限没有公开来源。请把本市所用的指标表写成工作区 templates/city-assessment.csv，各栏为：编号,名称,单位,权重,上限,下限,统计数据。", 32),
        mark_row("{{/如果}}"),
        head_row("编号", "指标", "单位", "权重", "上限", "下限", "数值"),
        list_row(each("考核项目", "{{编号}}", "{{名称}}", "{{考核项目.单位}}", "{{权重}}", "{{上限}}", "{{下限}}", "{{数值}}"), looks),
        note_row("权重、上限、下限照本市提供的指标表；得分由上级部门核定，此处不计算。", 22),
        note_row("填报单位：{{办公室}}　　填报日期：{{编制日期}}", 22)], 5)


WORKBOOKS = {"task-table": task_table_book, "assessment-notice": assessment_notice_book, "self-check": self_check_book,
             "city-assessment": city_assessment_book}


def write(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)


def is_same(path, files):
    if not path.is_file():
        return False
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()} == {name: text.encode() for name, text in files.items()}


def document_parts(make):
    body, landscape = make()
    return parts(body, landscape)


def main():
    stale = 0
    files = {f"{name}.docx": document_parts(make) for name, make in DOCUMENTS.items()}
    files |= {f"{name}.xlsx": make() for name, make in WORKBOOKS.items()}
    for name, content in files.items():
        path = FOLDER / name
        if is_same(path, content):
            continue
        if "--check" in sys.argv[1:]:
            print(f"{path}: not what tools/make_templates.py makes")
            stale += 1
        else:
            write(path, content)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
